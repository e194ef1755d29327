import { SimulationError } from "./simulationError.ts";

/** An action that moved the chain past the next point of its scenario. */
export class ActionOverranError extends SimulationError {
  readonly code = "ACTION_OVERRAN";
}
