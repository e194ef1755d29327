import { SimulationError } from "./simulationError.ts";

/** Thrown when an option of a notebook run has a value that makes no sense. */
export class InvalidRunOptionError extends SimulationError {
  readonly code = "INVALID_RUN_OPTION";
}
