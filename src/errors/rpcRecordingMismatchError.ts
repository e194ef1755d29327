import { SimulationError } from "./simulationError.ts";

/** Recorded RPC answers of another chain or block than the one they were to be used for. */
export class RpcRecordingMismatchError extends SimulationError {
  readonly code = "RPC_RECORDING_MISMATCH";
}
