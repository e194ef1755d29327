import type { Recording } from "../../recording/recording.ts";
import { buildChart } from "../buildChart.ts";
import type { ChartOptions } from "../chartOptions.ts";
import type { ChartSpec } from "../chartSpec.ts";

/** Draws a chart again for a width in pixels. */
export type Redraw = (width: number) => ChartSpec;

/**
 * Finds out how a chart can be drawn for another width: from its recording, with the options that it carries.
 *
 * @returns `undefined` unless that gives the very chart: one that was edited, or made otherwise, stays as it is
 */
export function redrawOf(spec: ChartSpec, recording: Recording | undefined): Redraw | undefined {
  if (recording === undefined) return undefined;
  for (const theme of ["light", "dark"] as const) {
    try {
      const options = JSON.parse(spec.usermeta.options ?? "{}") as ChartOptions;
      const again = buildChart(recording, { ...options, theme });
      if (JSON.stringify(again) !== JSON.stringify(spec)) continue;
      return (width) => buildChart(recording, { ...options, theme, size: { width } });
    } catch {
      // The chart was made of something else, which the recording alone does not give.
    }
  }
  return undefined;
}
