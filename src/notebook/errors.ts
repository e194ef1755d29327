import { SimulationError } from "../common/errors.ts";

/**
 * A parameter's value, or the way it is given, cannot be read.
 *
 * @remarks Give each parameter once, as `--set weeks=3`; several as `--set weeks=3,seed=b`.
 */
export class InvalidParameterError extends SimulationError {
  readonly code = "INVALID_PARAMETER";
}

/**
 * A snapshot that does not exist, or is gone because an earlier one was restored.
 *
 * @remarks Take one with `await $.snapshot()`, or run the cell that takes it again.
 */
export class SnapshotError extends SimulationError {
  readonly code = "SNAPSHOT";
}
