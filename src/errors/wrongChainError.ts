import { SimulationError } from "./simulationError.ts";

/** An RPC endpoint, or a recording of one, that serves another chain than expected. */
export class WrongChainError extends SimulationError {
  readonly code = "WRONG_CHAIN";
}
