import { SimulationError } from "./simulationError.ts";

/** An action of a scenario that reverted or threw. */
export class ActionFailedError extends SimulationError {
  readonly code = "ACTION_FAILED";
}
