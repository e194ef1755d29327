import { SimulationError } from "./simulationError.ts";

/** How a process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last lines that it wrote to standard error, outside of any cell. */
  readonly stderr: string;
}

/** Thrown when the kernel's process ends while it is still needed. */
export class KernelDiedError extends SimulationError {
  readonly code = "KERNEL_DIED";
  readonly exitCode: number | null;
  readonly signal: string | null;

  constructor(end: ProcessEnd) {
    const how = end.signal === null ? `exit code ${end.exitCode ?? "unknown"}` : `signal ${end.signal}`;
    super({
      message: `The kernel died with ${how}.`,
      hint:
        end.stderr === ""
          ? "It left no message. process.exit() in a cell does this, and so does running out of memory."
          : `Its last words:\n${end.stderr}`,
    });
    this.exitCode = end.exitCode;
    this.signal = end.signal;
  }
}
