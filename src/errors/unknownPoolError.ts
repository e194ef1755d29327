import { SimulationError } from "./simulationError.ts";

/** A swap in a pool that does not exist. */
export class UnknownPoolError extends SimulationError {
  readonly code = "UNKNOWN_POOL";
}
