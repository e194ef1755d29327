import { SimulationError } from "./simulationError.ts";

/** Thrown when a kernel was started but does not answer. */
export class KernelStartError extends SimulationError {
  readonly code = "KERNEL_START_FAILED";

  /**
   * @param seconds - how long it was waited for
   * @param stderr - what it wrote meanwhile
   */
  constructor(seconds: number, stderr: string) {
    super({
      message: `The kernel did not answer within ${seconds} s.`,
      hint: stderr === "" ? "Run npm ci again, and see whether the machine is busy." : `It wrote:\n${stderr}`,
    });
  }
}
