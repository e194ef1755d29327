import { SimulationError } from "../common/errors.ts";

/** Thrown when a tolerance is neither a number nor a percentage. */
export class InvalidToleranceError extends SimulationError {
  readonly code = "INVALID_TOLERANCE";
}

/** Text that was to be read as a recording, and is damaged or something else. */
export class RecordingFormatError extends SimulationError {
  readonly code = "RECORDING_FORMAT";
}
