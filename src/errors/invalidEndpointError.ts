import { SimulationError } from "./simulationError.ts";

/** An address that no RPC endpoint can have, or none where one is needed. It may hold a key, so it is never echoed. */
export class InvalidEndpointError extends SimulationError {
  readonly code = "INVALID_ENDPOINT";
}
