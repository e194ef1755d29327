import type { Recording, Series } from "../../recording/recording.ts";
import type { ChartOptions } from "../chartOptions.ts";
import { InvalidChartOptionError, UnknownTraceError } from "../errors.ts";

/**
 * Picks the series that a chart draws: those of `traces`, or of the panels of a layout; all if neither names any.
 *
 * @throws InvalidChartOptionError if both name some
 * @throws UnknownTraceError if the recording has no series of a name, `interpolate`'s included
 */
export function chooseSeries(
  recording: Pick<Recording, "series">,
  options: Pick<ChartOptions, "traces" | "layout" | "interpolate">,
): readonly Series[] {
  const { traces, layout, interpolate } = options;
  if (traces !== undefined && typeof layout === "object") {
    throw new InvalidChartOptionError({
      message: "Both traces and the panels of layout choose what is drawn.",
      hint: "Leave traces out: a layout of panels draws the traces that it names.",
    });
  }
  const available = recording.series.map((series) => series.name);
  const find = (name: string): Series => {
    const series = recording.series.find((one) => one.name === name);
    if (series === undefined) throw new UnknownTraceError(name, available);
    return series;
  };
  if (typeof interpolate === "object") Object.keys(interpolate).forEach(find);
  const names = typeof layout === "object" ? layout.flatMap((panel) => panel.traces) : traces;
  return names === undefined ? recording.series : [...new Set(names)].map(find);
}
