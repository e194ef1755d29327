import { SimulationError } from "./simulationError.ts";

/** A script trace that threw, or that changed the chain instead of reading it. */
export class ScriptFailedError extends SimulationError {
  readonly code = "SCRIPT_FAILED";
}
