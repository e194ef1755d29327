import { SimulationError } from "./simulationError.ts";

/** An amount of time, a step or a timestamp that the clock cannot follow. */
export class InvalidTimeError extends SimulationError {
  readonly code = "INVALID_TIME";
}
