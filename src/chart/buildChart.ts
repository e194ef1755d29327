import { assertRecording } from "../recording/assertRecording.ts";
import type { Recording } from "../recording/recording.ts";
import type { ChartOptions } from "./chartOptions.ts";
import type { ChartSpec } from "./chartSpec.ts";
import { chartTheme } from "./theme/chartTheme.ts";
import { checkChartOptions } from "./checkChartOptions.ts";
import { chooseSeries } from "./panel/chooseSeries.ts";
import { composeChart } from "./layout/composeChart.ts";
import { describeChart } from "./describeChart.ts";
import { drawnReferences } from "./panel/drawnReferences.ts";
import { drawnSeries } from "./panel/drawnSeries.ts";
import { eventRows } from "./events/eventRows.ts";
import { groupPanels } from "./panel/groupPanels.ts";
import { notedOptions } from "./notedOptions.ts";
import { timeRange } from "./layout/timeRange.ts";

/**
 * Turns a recording into a chart: a line per series, stacked by unit; a band of event markers below
 * on the same time axis; rules at the boundaries of periods; names beside what they name.
 *
 * Pure: the same recording and options give the same spec, and nothing is changed.
 *
 * @param recording - what `$.recording` holds
 * @param options - see {@link ChartOptions}
 * @returns a Vega-Lite v5 spec; `renderSvg` and `renderPng` make a picture of it
 * @throws EmptyRecordingError if there is no sample and no event to draw
 * @throws UnknownTraceError if an option names a series that the recording does not have
 * @throws UnknownMarkerError if `options.events` names an event that the recording does not know
 * @throws InvalidChartOptionError if an option cannot be drawn, or the reference has no line to show
 * @example
 * const spec = buildChart($.recording, { title: "Credit mining", traces: ["totalJobCredits"] });
 */
export function buildChart(recording: Recording, options: ChartOptions = {}): ChartSpec {
  checkChartOptions(options);
  assertRecording(recording, "What is to be drawn");
  const theme = chartTheme(options.theme ?? "light");
  const chosen = chooseSeries(recording, options);
  const series = chosen.map((one) => drawnSeries(one, recording, theme, options));
  const references = drawnReferences(series, options.reference, theme);
  const rows = eventRows(recording, options.events);
  const range = timeRange(recording, [...series, ...references], rows);
  const panels = groupPanels(series, references, options);
  const words = describeChart({ recording, series, references, rows, range }, options);
  const spec = composeChart({ recording, panels, rows, range, words, theme }, options);
  const noted = notedOptions(options);
  return noted === undefined ? spec : { ...spec, usermeta: { ...spec.usermeta, options: noted } };
}
