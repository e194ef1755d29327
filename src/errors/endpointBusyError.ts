import { SimulationError } from "./simulationError.ts";

/** An RPC endpoint that limits how much it is asked, for longer than one is willing to wait. */
export class EndpointBusyError extends SimulationError {
  readonly code = "ENDPOINT_BUSY";
}
