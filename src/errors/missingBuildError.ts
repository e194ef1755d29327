import { SimulationError } from "./simulationError.ts";

/** Thrown when notebooks are to run but the library that they import was not built. */
export class MissingBuildError extends SimulationError {
  readonly code = "MISSING_BUILD";

  /** @param file - the file that is missing */
  constructor(file: string) {
    super({
      message: `Notebooks import the compiled library, and ${file} does not exist.`,
      hint: "Run npm run build first; npm start does both.",
    });
  }
}
