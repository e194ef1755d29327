import { SimulationError } from "./simulationError.ts";

/** Recorded RPC answers that are not where they were looked for. */
export class RpcRecordingMissingError extends SimulationError {
  readonly code = "RPC_RECORDING_MISSING";
}
