import { SimulationError } from "./simulationError.ts";

/** An RPC endpoint that answered with something other than what was asked for. */
export class EndpointAnswerError extends SimulationError {
  readonly code = "ENDPOINT_ANSWER";
}
