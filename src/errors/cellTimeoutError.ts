import { SimulationError } from "./simulationError.ts";

/** Thrown when a cell runs longer than it may. */
export class CellTimeoutError extends SimulationError {
  readonly code = "CELL_TIMEOUT";

  /** @param seconds - the limit */
  constructor(seconds: number) {
    super({
      message: `The cell ran longer than ${seconds} s.`,
      hint: "Raise the limit with --timeout <seconds>, or let the scenario cover less chain time.",
    });
  }
}
