import { SimulationError } from "./simulationError.ts";

/** A step that does not fit into its span. */
export class InvalidStepError extends SimulationError {
  readonly code = "INVALID_STEP";
}
