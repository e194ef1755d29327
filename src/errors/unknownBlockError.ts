import { SimulationError } from "./simulationError.ts";

/** A block that an RPC endpoint, or a recording of one, does not know. */
export class UnknownBlockError extends SimulationError {
  readonly code = "UNKNOWN_BLOCK";
}
