import { SimulationError } from "./simulationError.ts";

/** A series was asked for that the recording does not have. */
export class UnknownTraceError extends SimulationError {
  readonly code = "UNKNOWN_TRACE";

  constructor(name: string, available: readonly string[]) {
    const names = available.map((one) => JSON.stringify(one)).join(", ");
    super({
      message: `The recording has no series ${JSON.stringify(name)}.`,
      hint:
        available.length === 0
          ? "It has no series at all: add a view or script trace before recording."
          : `Choose from ${names}; a trace that is added after recording appears in the next one.`,
    });
  }
}
