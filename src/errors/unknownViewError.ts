import { SimulationError } from "./simulationError.ts";

/** A contract has no view of that name, or several. */
export class UnknownViewError extends SimulationError {
  readonly code = "UNKNOWN_VIEW";
}
