import { SimulationError } from "../common/errors.ts";

/**
 * A derived series whose function throws, or returns something that is no value.
 *
 * @remarks Return a bigint, a number, a boolean or null; read values with `sample.amount` and `sample.number`.
 */
export class DerivedSeriesError extends SimulationError {
  readonly code = "DERIVED_SERIES";
}

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
