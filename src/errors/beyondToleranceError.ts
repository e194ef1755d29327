import { SimulationError } from "./simulationError.ts";

/** Thrown when two runs differ by more than they may. */
export class BeyondToleranceError extends SimulationError {
  readonly code = "BEYOND_TOLERANCE";

  /**
   * @param tolerance - as it was written
   * @param deviations - each in a few words, with its scenario
   * @param report - path of the report that shows them
   */
  constructor(tolerance: string, deviations: readonly string[], report: string) {
    super({
      message: `${deviations.length} difference(s) exceed the tolerance of ${tolerance}, the first: ${deviations[0] ?? ""}.`,
      hint: `They are listed above, and ${report} shows them. Allow more with --tolerance, or look at what changed.`,
    });
  }
}
