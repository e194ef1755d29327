import { SimulationError } from "./simulationError.ts";

/** A chain was used after it had been closed. */
export class ChainClosedError extends SimulationError {
  readonly code = "CHAIN_CLOSED";
}
