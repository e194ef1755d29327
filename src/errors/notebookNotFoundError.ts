import { SimulationError } from "./simulationError.ts";

/** Thrown when a notebook that somebody named is not there. */
export class NotebookNotFoundError extends SimulationError {
  readonly code = "NOTEBOOK_NOT_FOUND";

  /**
   * @param name - what was asked for
   * @param directory - where it was looked for
   * @param available - file names of the notebooks that do exist there
   */
  constructor(name: string, directory: string, available: readonly string[]) {
    super({
      message: `No notebook ${JSON.stringify(name)} in ${directory}.`,
      hint:
        available.length === 0
          ? "There is no .ipynb file in that folder."
          : `Notebooks there: ${available.join(", ")}.`,
    });
  }
}
