import { SimulationError } from "./simulationError.ts";

/** Thrown when notebooks of a comparison did not run to their ends; what could be compared was. */
export class NotebooksFailedError extends SimulationError {
  readonly code = "NOTEBOOKS_FAILED";

  /** @param failures - each with notebook, side and reason */
  constructor(failures: readonly string[]) {
    super({
      message: failures.join("\n"),
      hint: "What was recorded before is compared. Run the notebook alone to see the failing cell: npx hardhat notebooks run.",
    });
  }
}
