import { SimulationError } from "./simulationError.ts";

/** Thrown when a parameter's value, or the way it is given, cannot be read. */
export class InvalidParameterError extends SimulationError {
  readonly code = "INVALID_PARAMETER";
}
