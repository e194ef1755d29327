import { SimulationError } from "./simulationError.ts";

/** A contract that cannot stand in place of mainnet's Keep3r V2. */
export class InvalidCandidateError extends SimulationError {
  readonly code = "INVALID_CANDIDATE";
}
