import { basename } from "node:path";
import { SimulationError } from "./simulationError.ts";

/** Thrown when something changes that a running process has read already. */
export class RestartNeededError extends SimulationError {
  readonly code = "RESTART_NEEDED";

  /** @param file - path of what has changed */
  constructor(file: string) {
    super({
      message: `${basename(file)} has changed.`,
      hint: "It was read when this command started: start it again.",
    });
  }
}
