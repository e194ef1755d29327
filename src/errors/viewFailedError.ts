import { SimulationError } from "./simulationError.ts";

/** A traced view that gave no value at a block. */
export class ViewFailedError extends SimulationError {
  readonly code = "VIEW_FAILED";
}
