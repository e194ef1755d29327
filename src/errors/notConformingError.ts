import { SimulationError } from "./simulationError.ts";

/** Thrown when a simulation does not reproduce what was recorded elsewhere. */
export class NotConformingError extends SimulationError {
  readonly code = "NOT_CONFORMING";

  /** @param deviations - each in a few words, such as `"balanced-work, totalJobCredits: 0.02 KP3R"` */
  constructor(deviations: readonly string[]) {
    super({
      message: `The simulation deviates from the reference: ${deviations.join("; ")}.`,
      hint: "The table and the charts above show where. Look first at what changed in presets, contracts and clock.",
    });
  }
}
