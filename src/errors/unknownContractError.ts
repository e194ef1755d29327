import { SimulationError } from "./simulationError.ts";

/** A contract name that the project does not compile, or an address without code. */
export class UnknownContractError extends SimulationError {
  readonly code = "UNKNOWN_CONTRACT";
}
