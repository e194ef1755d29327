import { SimulationError } from "./simulationError.ts";

/** A contract has no event of that name, several, or one that cannot be told from its log. */
export class UnknownEventError extends SimulationError {
  readonly code = "UNKNOWN_EVENT";
}
