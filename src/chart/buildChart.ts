import { EmptyRecordingError } from "../errors/emptyRecordingError.ts";
import type { Recording } from "../recording/recording.ts";
import { chartConfig } from "./chartConfig.ts";
import { type ChartLayout, constantMark, inset, type Json, typeSize } from "./chartLayout.ts";
import type { ChartOptions } from "./chartOptions.ts";
import { axisWidth, gutterWidth, padding, panelHeight, spacing } from "./chartSize.ts";
import type { ChartSpec } from "./chartSpec.ts";
import { chartTheme } from "./chartTheme.ts";
import { checkChartOptions } from "./checkChartOptions.ts";
import { chooseSeries } from "./chooseSeries.ts";
import { describeChart } from "./describeChart.ts";
import { drawnReferences } from "./drawnReferences.ts";
import { drawnSeries } from "./drawnSeries.ts";
import { eventBand, eventBandHeight } from "./eventBand.ts";
import { eventRows } from "./eventRows.ts";
import { failureRules } from "./failureRules.ts";
import { groupByUnit } from "./groupByUnit.ts";
import { linePanel } from "./linePanel.ts";
import { isDrawn, periodRules } from "./periodRules.ts";
import { timeAxis } from "./timeAxis.ts";
import { timeRange, widenRange } from "./timeRange.ts";
import { wrapText } from "./wrapText.ts";

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
 * @throws UnknownTraceError if `options.traces` names a series that the recording does not have
 * @throws InvalidChartOptionError if the size or the value axis cannot be drawn, or the reference has no line to show
 * @example
 * const spec = buildChart($.recording, { title: "Credit mining", traces: ["totalJobCredits"] });
 */
export function buildChart(recording: Recording, options: ChartOptions = {}): ChartSpec {
  checkChartOptions(options);
  const theme = chartTheme(options.theme ?? "light");
  const chosen = chooseSeries(recording, options.traces);
  const series = chosen.map((one) => drawnSeries(one, recording, theme, options));
  const references = drawnReferences(series, options.reference, theme);
  const rows = eventRows(recording.events, options.events);
  if (!series.some((one) => one.times.length > 0) && rows.every((row) => row.events.length === 0)) {
    throw new EmptyRecordingError();
  }

  const width = (options.size?.width ?? 800) - 2 * padding;
  const panels = groupByUnit(series, references, options);
  const left = axisWidth(panels.map((panel) => panel.domain));
  const gutter = gutterWidth(series, references, rows, recording.periods, width);
  const plot = width - left - gutter;
  const range = timeRange(recording, [...chosen, ...references], rows);
  const layout: ChartLayout = { theme, left, gutter, plot, times: widenRange(range, plot) };
  const periods = recording.periods.filter((period) => isDrawn(period, layout));
  const bandHeight = eventBandHeight(rows, periods);
  const words = describeChart(recording, series, references, rows, range);
  const title = wrapText(options.title ?? words.title, width, typeSize.title, 2);
  const subtitle = wrapText(options.subtitle ?? words.subtitle, width, typeSize.subtitle, 3);
  const height = panelHeight(options.size?.height, panels.length, {
    titles: title.length,
    subtitles: subtitle.length,
    band: bandHeight,
  });
  const axis = timeAxis(layout);
  const behind = (timeAxisHere: Json | null): Json[] => [
    ...periods.map((period) => periodRules(period, layout, timeAxisHere)),
    ...failureRules(rows, layout, timeAxisHere),
  ];
  const plots = panels.map((panel, index) => {
    const lowest = bandHeight === 0 && index === panels.length - 1;
    const axisHere = lowest ? { ...axis, offset: -inset } : null;
    return linePanel(
      {
        ...panel,
        name: `panel${String(index)}`,
        height,
        timeAxis: axisHere,
        behind: behind(axisHere),
        zoomable: index === 0,
      },
      layout,
    );
  });
  const band = bandHeight === 0 ? [] : [eventBand(rows, periods, layout, axis, behind(axis))];
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: `${options.title ?? words.title}. ${words.description}`,
    usermeta: { kit: recording.source.kit, source: recording.source },
    title: { text: title, subtitle },
    vconcat: withFrame([...plots, ...band], layout),
    spacing: spacing(panels.length),
    resolve: { scale: { x: "shared" } },
    config: chartConfig(theme, padding),
  };
}

/** Keeps the picture as wide as was asked for, whatever the names in the gutter come to. */
function withFrame(views: readonly Json[], layout: ChartLayout): Json[] {
  const edge = {
    type: "rule",
    strokeOpacity: 0,
    x: -layout.left,
    x2: layout.plot + layout.gutter,
    y: 0,
    y2: 0,
  };
  return views.map((view, index) =>
    index === 0 ? { ...view, layer: [...(view.layer as Json[]), constantMark(edge)] } : view,
  );
}
