import { SimulationError } from "./simulationError.ts";

/** Thrown when a tolerance is neither a number nor a percentage. */
export class InvalidToleranceError extends SimulationError {
  readonly code = "INVALID_TOLERANCE";
}
