import { SimulationError } from "./simulationError.ts";

/** An RPC endpoint that did not accept the key, or the address, it was asked with. */
export class EndpointRefusedError extends SimulationError {
  readonly code = "ENDPOINT_REFUSED";
}
