import { SimulationError } from "./simulationError.ts";

/** A chart was asked for before anything was recorded. */
export class EmptyRecordingError extends SimulationError {
  readonly code = "EMPTY_RECORDING";

  constructor() {
    super({
      message:
        "There is nothing to draw: the recording holds no sample and no event (drawing before recording).",
      hint: "Add a trace, then record with sleepAndRecord or sleepAndExecute, then draw.",
    });
  }
}
