import { SimulationError } from "./simulationError.ts";

/** Thrown when a file does not hold a reference recording. */
export class InvalidReferenceError extends SimulationError {
  readonly code = "INVALID_REFERENCE";

  /**
   * @param file - path of the file, or of the folder
   * @param reason - what is wrong with it, such as `"series[0].t is not a list of times"`
   * @param hint - what to do about it, where it is not the file's form
   */
  constructor(file: string, reason: string, hint?: string) {
    super({
      message: `${file} is not a reference to compare with: ${reason}.`,
      hint:
        hint ??
        'Give JSON: { "title", "source", "series": [{ "name", "t": [seconds], "value": [units] }], "events": [{ "name", "t" }] }.',
    });
  }
}
