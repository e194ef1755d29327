import { SimulationError } from "./simulationError.ts";

/** Recorded RPC answers that could not be written. */
export class RpcRecordingWriteError extends SimulationError {
  readonly code = "RPC_RECORDING_WRITE";
}
