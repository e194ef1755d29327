import { SimulationError } from "./simulationError.ts";

/** Thrown when Jupyter is to be opened and there is none. */
export class NoJupyterError extends SimulationError {
  readonly code = "NO_JUPYTER";

  /** @param install - the command that installs it on this machine */
  constructor(install: string) {
    super({
      message: "No Jupyter was found on this machine.",
      hint: [
        `Install it with: ${install}`,
        "Or use VS Code: install its Jupyter extension, run npm run kernel, open a notebook of notebooks/, and choose Select Kernel, Jupyter Kernel, TypeScript.",
      ].join("\n"),
    });
  }
}
