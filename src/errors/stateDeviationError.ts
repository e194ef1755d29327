import { SimulationError } from "./simulationError.ts";

/** A state file that is sound, but from which this kit does not arrive at the chain that was saved. */
export class StateDeviationError extends SimulationError {
  readonly code = "STATE_DEVIATION";
}
