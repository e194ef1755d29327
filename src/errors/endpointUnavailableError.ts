import { SimulationError } from "./simulationError.ts";

/** An RPC endpoint that could not be reached, broke off or failed, in all attempts. */
export class EndpointUnavailableError extends SimulationError {
  readonly code = "ENDPOINT_UNAVAILABLE";
}
