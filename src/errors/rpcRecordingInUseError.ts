import { SimulationError } from "./simulationError.ts";

/** Recorded RPC answers that another process is adding to. */
export class RpcRecordingInUseError extends SimulationError {
  readonly code = "RPC_RECORDING_IN_USE";
}
