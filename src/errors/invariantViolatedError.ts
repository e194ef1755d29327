import { SimulationError } from "./simulationError.ts";

/** A recording in which something that was said to hold always does not hold. */
export class InvariantViolatedError extends SimulationError {
  readonly code = "INVARIANT_VIOLATED";
}
