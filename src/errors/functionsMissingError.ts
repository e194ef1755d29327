import { SimulationError } from "./simulationError.ts";

/** A recording from a state file goes on only with the functions that it was made with, and some are not there. */
export class FunctionsMissingError extends SimulationError {
  readonly code = "FUNCTIONS_MISSING";
}
