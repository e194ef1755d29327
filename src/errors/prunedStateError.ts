import { SimulationError } from "./simulationError.ts";

/** A block whose state an RPC endpoint has thrown away, or has not reached. */
export class PrunedStateError extends SimulationError {
  readonly code = "PRUNED_STATE";
}
