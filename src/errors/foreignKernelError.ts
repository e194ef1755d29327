import { dirname } from "node:path";
import { SimulationError } from "./simulationError.ts";

/** Thrown when a kernel is to be registered under a name that somebody else's kernel has. */
export class ForeignKernelError extends SimulationError {
  readonly code = "FOREIGN_KERNEL";

  /** @param file - the specification that is there */
  constructor(file: string) {
    super({
      message: `Another kernel is registered as ${file}; it is left as it is.`,
      hint: `Remove ${dirname(file)} to use this checkout's kernel everywhere, or open the notebooks with npm run jupyter, which uses it anyway.`,
    });
  }
}
