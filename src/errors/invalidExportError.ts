import { SimulationError } from "./simulationError.ts";

/** An export that was asked for under a name, in a format or of data that it cannot have. */
export class InvalidExportError extends SimulationError {
  readonly code = "INVALID_EXPORT";
}
