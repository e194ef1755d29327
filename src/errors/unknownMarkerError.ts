import { SimulationError } from "./simulationError.ts";

/** A chart was asked to mark an event that the recording does not know. */
export class UnknownMarkerError extends SimulationError {
  readonly code = "UNKNOWN_MARKER";

  /** @param likely - the names that come nearest to it */
  constructor(name: string, likely: readonly string[]) {
    const names = likely.map((one) => JSON.stringify(one));
    super({
      message: `The recording has no event ${JSON.stringify(name)}.`,
      hint:
        names.length === 0
          ? "It has no event at all: add an event trace before recording, or leave `events` out."
          : `Choose from ${names.join(", ")}; an event trace that is added after recording appears in the next one.`,
    });
  }
}
