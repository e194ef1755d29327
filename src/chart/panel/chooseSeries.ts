import type { Recording, Series } from "../../recording/recording.ts";
import type { ChartOptions, TraceChoice, TraceLook } from "../chartOptions.ts";
import { InvalidChartOptionError, UnknownTraceError } from "../errors.ts";

/** A series that is drawn, and how. */
export interface ChosenSeries {
  readonly series: Series;
  readonly look: TraceLook;
}

/**
 * Picks the series that a chart draws: those of `traces`, or of the panels of a layout; all if neither names any.
 *
 * @throws InvalidChartOptionError if both name some
 * @throws UnknownTraceError if the recording has no series of a name, also one that another option names
 */
export function chooseSeries(
  recording: Pick<Recording, "series">,
  options: Pick<ChartOptions, "traces" | "layout" | "interpolate" | "endValues">,
): readonly ChosenSeries[] {
  const { traces, layout, interpolate, endValues } = options;
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
  if (typeof endValues === "object") endValues.forEach(find);
  if (traces === undefined && typeof layout !== "object") {
    return recording.series.map((series) => ({ series, look: {} }));
  }
  const choices = typeof layout === "object" ? layout.map((panel) => panel.traces) : [traces ?? []];
  const looks = new Map(choices.flatMap(traceLooks));
  return [...looks].map(([name, look]) => {
    if (look.to !== undefined) find(look.to);
    return { series: find(name), look };
  });
}

/** The series of a choice, each with how it is drawn. */
export function traceLooks(choice: TraceChoice): (readonly [name: string, look: TraceLook])[] {
  return isNames(choice) ? choice.map((name) => [name, {}] as const) : Object.entries(choice);
}

function isNames(choice: TraceChoice): choice is readonly string[] {
  return Array.isArray(choice);
}
