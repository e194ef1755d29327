import { SimulationError } from "../common/errors.ts";

/**
 * A tolerance that is neither a number nor a percentage.
 *
 * @remarks Give `0.01` in the unit of each trace, `1%` of its largest value, or `0`.
 */
export class InvalidToleranceError extends SimulationError {
  readonly code = "INVALID_TOLERANCE";
}

/**
 * Text that was to be read as a recording, and is damaged or something else.
 *
 * @remarks Export the recording again.
 */
export class RecordingFormatError extends SimulationError {
  readonly code = "RECORDING_FORMAT";
}
