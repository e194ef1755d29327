import { SimulationError } from "../common/errors.ts";

/**
 * Two runs differ by more than the tolerance.
 *
 * @remarks Look at the report that the message names, or allow more with `--tolerance`.
 */
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

/**
 * The notebooks record something else than what is committed.
 *
 * @remarks If the change is meant, run `npx hardhat recordings update` and commit `recordings/`.
 */
export class RecordingsChangedError extends SimulationError {
  readonly code = "RECORDINGS_CHANGED";

  /**
   * @param deviations - each with scenario, trace, time and both values
   * @param report - path of the report with a chart of what moved
   */
  constructor(deviations: readonly string[], report: string) {
    super({
      message: `The notebooks no longer record what is committed:\n${deviations.join("\n")}`,
      hint: `${report} draws what moved. If it is meant, run npx hardhat recordings update and commit what that writes.`,
    });
  }
}
