import { SimulationError } from "./simulationError.ts";

/** Text that was to be read as a recording, and is damaged or something else. */
export class RecordingFormatError extends SimulationError {
  readonly code = "RECORDING_FORMAT";
}
