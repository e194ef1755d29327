import { SimulationError } from "../common/errors.ts";

/**
 * An action of a scenario that reverted or threw.
 *
 * @remarks Correct the action, or mark such failures on the chart with `onRevert: "record"`. The samples before
 * it are kept.
 */
export class ActionFailedError extends SimulationError {
  readonly code = "ACTION_FAILED";
}

/**
 * An action that moved the chain past the next point of its scenario.
 *
 * @remarks Make the step longer, or sleep less inside the actions.
 */
export class ActionOverranError extends SimulationError {
  readonly code = "ACTION_OVERRAN";
}

/**
 * Two traces that would be recorded under one name.
 *
 * @remarks Give one of them another `name`, or start anew with `$.resetTraces()`.
 */
export class DuplicateTraceError extends SimulationError {
  readonly code = "DUPLICATE_TRACE";
}

/**
 * A recording from a state file is to go on, and script traces or invariants of it have not been added again.
 *
 * @remarks Add them under the same names, or start anew with `$.resetTraces()`.
 */
export class FunctionsMissingError extends SimulationError {
  readonly code = "FUNCTIONS_MISSING";
}

/**
 * A step that does not fit into its span.
 *
 * @remarks Make the span longer or the step shorter.
 */
export class InvalidStepError extends SimulationError {
  readonly code = "INVALID_STEP";
}

/**
 * An invariant does not hold at a sample of the recording.
 *
 * @remarks Draw the recording: the moment is marked. `onViolation: "record"` marks it without an error.
 */
export class InvariantViolatedError extends SimulationError {
  readonly code = "INVARIANT_VIOLATED";
}

/**
 * A view or a script whose result cannot be drawn over time.
 *
 * @remarks Trace an integer or a bool; of a struct or a list, choose a part with `pick`.
 */
export class NotANumberError extends SimulationError {
  readonly code = "NOT_A_NUMBER";
}

/**
 * A scenario was interrupted before its end.
 *
 * @remarks Draw what was recorded, or go on from here: the samples are kept.
 */
export class ScenarioInterruptedError extends SimulationError {
  readonly code = "SCENARIO_INTERRUPTED";
}

/**
 * A script trace that threw, or that changed the chain instead of reading it.
 *
 * @remarks Catch what may fail inside the script and return a number; send transactions in an action instead.
 */
export class ScriptFailedError extends SimulationError {
  readonly code = "SCRIPT_FAILED";
}

/**
 * A contract has no event of that name, several, or one whose logs cannot be recognised.
 *
 * @remarks Choose from the names or signatures in the message.
 */
export class UnknownEventError extends SimulationError {
  readonly code = "UNKNOWN_EVENT";
}

/**
 * A contract has no view of that name, or several.
 *
 * @remarks Choose from the names or signatures in the message. A function that is no view can be recorded with
 * `call: true`.
 */
export class UnknownViewError extends SimulationError {
  readonly code = "UNKNOWN_VIEW";
}

/**
 * A traced view that gave no value at a block.
 *
 * @remarks Check the address and the ABI, record from a time on at which the view has a value, or trace a script
 * that handles the failure.
 */
export class ViewFailedError extends SimulationError {
  readonly code = "VIEW_FAILED";
}
