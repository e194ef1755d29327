import { SimulationError } from "./simulationError.ts";

/** Arguments that do not fit a view or a constructor. */
export class InvalidArgumentsError extends SimulationError {
  readonly code = "INVALID_ARGUMENTS";
}
