import { SimulationError } from "./simulationError.ts";

/** A relay that could not start, or was closed while it was asked. */
export class RelayError extends SimulationError {
  readonly code = "RELAY";
}
