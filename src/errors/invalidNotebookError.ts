import { SimulationError } from "./simulationError.ts";

/** Thrown when a file is not a notebook that can be run: not JSON, or not nbformat 4. */
export class InvalidNotebookError extends SimulationError {
  readonly code = "INVALID_NOTEBOOK";

  /**
   * @param file - path of the file
   * @param reason - what is wrong with it, such as `"cells[2].source is a number"`
   */
  constructor(file: string, reason: string, cause?: unknown) {
    super({
      message: `${file} is not a valid notebook: ${reason}.`,
      hint: "Save it once from JupyterLab or VS Code in the current format (nbformat 4.5), or restore it from git.",
      cause,
    });
  }
}
