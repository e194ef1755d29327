import { SimulationError } from "./simulationError.ts";

/** A file that was to be read as recorded RPC answers, and is damaged or something else. */
export class RpcRecordingFormatError extends SimulationError {
  readonly code = "RPC_RECORDING_FORMAT";
}
