import { SimulationError } from "./simulationError.ts";

/** Thrown when notebooks record something else than what is committed. */
export class RecordingsChangedError extends SimulationError {
  readonly code = "RECORDINGS_CHANGED";

  /**
   * @param deviations - each with scenario, trace, time and both values
   * @param report - path of the report with a chart of what moved
   */
  constructor(deviations: readonly string[], report: string) {
    super({
      message: `The notebooks no longer record what is committed:\n${deviations.join("\n")}`,
      hint: `${report} draws what moved. If it is meant, run npm run update:recordings and commit what that writes.`,
    });
  }
}
