import { SimulationError } from "./simulationError.ts";

/** A file that was to be opened as the state of a chain, and is damaged, something else, or too new. */
export class InvalidStateFileError extends SimulationError {
  readonly code = "INVALID_STATE_FILE";
}
