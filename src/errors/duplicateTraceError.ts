import { SimulationError } from "./simulationError.ts";

/** Two traces that would be recorded under one name. */
export class DuplicateTraceError extends SimulationError {
  readonly code = "DUPLICATE_TRACE";
}
