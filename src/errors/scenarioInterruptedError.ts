import { SimulationError } from "./simulationError.ts";

/** A scenario that was told to stop before its end. */
export class ScenarioInterruptedError extends SimulationError {
  readonly code = "SCENARIO_INTERRUPTED";
}
