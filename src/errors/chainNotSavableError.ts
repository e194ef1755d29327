import { SimulationError } from "./simulationError.ts";

/** A chain whose state a file cannot hold. */
export class ChainNotSavableError extends SimulationError {
  readonly code = "CHAIN_NOT_SAVABLE";
}
