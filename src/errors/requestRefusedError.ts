import { SimulationError } from "./simulationError.ts";

/** A JSON-RPC request that a relay does not pass on, because it does more than read. */
export class RequestRefusedError extends SimulationError {
  readonly code = "REQUEST_REFUSED";
}
