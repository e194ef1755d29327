import { SimulationError } from "./simulationError.ts";

/** A preset that the real pool could not have produced. */
export class InvalidPresetError extends SimulationError {
  readonly code = "INVALID_PRESET";
}
