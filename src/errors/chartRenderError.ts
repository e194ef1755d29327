import { SimulationError } from "./simulationError.ts";

/** A chart spec that cannot be turned into a picture. */
export class ChartRenderError extends SimulationError {
  readonly code = "CHART_RENDER";

  /**
   * @param stage - what was being done, such as `"compile the Vega-Lite spec"`
   * @param reasons - what the tool reported; at least one
   */
  constructor(stage: string, reasons: readonly string[], cause?: unknown) {
    super({
      message: `Could not ${stage}: ${reasons.join("; ")}.`.replace(/\.+$/, "."),
      hint: "If the spec was edited by hand, undo the edit; a spec that buildChart made should always render.",
      cause,
    });
  }
}
