import { SimulationError } from "../common/errors.ts";

/** An action of a scenario that reverted or threw. */
export class ActionFailedError extends SimulationError {
  readonly code = "ACTION_FAILED";
}

/** An action that moved the chain past the next point of its scenario. */
export class ActionOverranError extends SimulationError {
  readonly code = "ACTION_OVERRAN";
}

/** Two traces that would be recorded under one name. */
export class DuplicateTraceError extends SimulationError {
  readonly code = "DUPLICATE_TRACE";
}

/** A recording from a state file goes on only with the functions that it was made with, and some are not there. */
export class FunctionsMissingError extends SimulationError {
  readonly code = "FUNCTIONS_MISSING";
}

/** A step that does not fit into its span. */
export class InvalidStepError extends SimulationError {
  readonly code = "INVALID_STEP";
}

/** A recording in which something that was said to hold always does not hold. */
export class InvariantViolatedError extends SimulationError {
  readonly code = "INVARIANT_VIOLATED";
}

/** A view or a script whose result cannot be drawn over time. */
export class NotANumberError extends SimulationError {
  readonly code = "NOT_A_NUMBER";
}

/** A scenario that was told to stop before its end. */
export class ScenarioInterruptedError extends SimulationError {
  readonly code = "SCENARIO_INTERRUPTED";
}

/** A script trace that threw, or that changed the chain instead of reading it. */
export class ScriptFailedError extends SimulationError {
  readonly code = "SCRIPT_FAILED";
}

/** A contract has no event of that name, several, or one that cannot be told from its log. */
export class UnknownEventError extends SimulationError {
  readonly code = "UNKNOWN_EVENT";
}

/** A contract has no view of that name, or several. */
export class UnknownViewError extends SimulationError {
  readonly code = "UNKNOWN_VIEW";
}

/** A traced view that gave no value at a block. */
export class ViewFailedError extends SimulationError {
  readonly code = "VIEW_FAILED";
}
