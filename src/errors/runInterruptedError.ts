import { SimulationError } from "./simulationError.ts";

/** Thrown when a run is stopped from outside, by Ctrl-C for example. */
export class RunInterruptedError extends SimulationError {
  readonly code = "RUN_INTERRUPTED";

  /** @param place - what was running */
  constructor(place: string) {
    super({
      message: `Interrupted while running ${place}.`,
      hint: "The outputs of the cells before it were written.",
    });
  }
}
