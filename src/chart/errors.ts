import { SimulationError } from "../common/errors.ts";

/**
 * A chart spec that cannot be turned into a picture.
 *
 * @remarks Undo what was edited in the spec by hand; the message names what the renderer reported.
 */
export class ChartRenderError extends SimulationError {
  readonly code = "CHART_RENDER";

  /**
   * @param stage - what was being done, such as `"compile the Vega-Lite spec"`
   * @param reasons - what the tool reported; at least one
   * @param hint - what to do about it, where more is known than that a spec was edited
   */
  constructor(stage: string, reasons: readonly string[], cause?: unknown, hint?: string) {
    super({
      message: `Could not ${stage}: ${reasons.join("; ")}.`.replace(/\.+$/, "."),
      hint:
        hint ??
        "If the spec was edited by hand, undo the edit; a spec that buildChart made should always render.",
      cause,
    });
  }
}

/**
 * A chart was asked for before anything was recorded.
 *
 * @remarks Add a trace, record with `sleepAndRecord` or `sleepAndExecute`, then draw.
 */
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

/**
 * A chart option that cannot be drawn.
 *
 * @remarks Use one of the values in the message; docs/charts.md lists all options.
 */
export class InvalidChartOptionError extends SimulationError {
  readonly code = "INVALID_CHART_OPTION";
}

/**
 * An export under a name, in a format or of data that it cannot have.
 *
 * @remarks Use lower-case letters, digits and hyphens for the name, and a format from the message.
 */
export class InvalidExportError extends SimulationError {
  readonly code = "INVALID_EXPORT";
}

/**
 * A chart was asked to mark an event that the recording does not have.
 *
 * @remarks Choose a name from the message, or add the event trace before recording.
 */
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

/**
 * A chart was asked for a series that the recording does not have.
 *
 * @remarks Choose a name from the message, or add the trace before recording.
 */
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
