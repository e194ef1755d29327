import { EmptyRecordingError } from "../errors/emptyRecordingError.ts";
import { UnknownTraceError } from "../errors/unknownTraceError.ts";
import type { Recording, Series } from "../recording/recording.ts";
import { chartConfig } from "./chartConfig.ts";
import { type ChartLayout, constantMark, gutterColumns, type Json, typeSize } from "./chartLayout.ts";
import type { ChartOptions } from "./chartOptions.ts";
import type { ChartSpec } from "./chartSpec.ts";
import { chartTheme } from "./chartTheme.ts";
import { checkChartOptions } from "./checkChartOptions.ts";
import { describeChart } from "./describeChart.ts";
import { type DrawnSeries, drawnSeries } from "./drawnSeries.ts";
import { estimateTextWidth } from "./estimateTextWidth.ts";
import { eventBand, eventBandHeight } from "./eventBand.ts";
import { type EventRow, eventRows } from "./eventRows.ts";
import { failureRules } from "./failureRules.ts";
import { formatSpan } from "./formatTime.ts";
import { lastValue, linePanel } from "./linePanel.ts";
import { isDrawn, periodRules } from "./periodRules.ts";
import { timeAxis } from "./timeAxis.ts";
import { timeRange, widenRange } from "./timeRange.ts";
import { type Domain, valueDomain, widestLabel } from "./valueDomain.ts";
import { wrapText } from "./wrapText.ts";

/** Pixels. */
const padding = 20;
const spacing = 22;

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
 * @throws InvalidChartOptionError if the size or the value axis cannot be drawn
 * @example
 * const spec = buildChart($.recording, { title: "Credit mining", traces: ["totalJobCredits"] });
 */
export function buildChart(recording: Recording, options: ChartOptions = {}): ChartSpec {
  checkChartOptions(options);
  const theme = chartTheme(options.theme ?? "light");
  const chosen = chooseSeries(recording, options.traces);
  const series = chosen.map((one) => drawnSeries(one, recording, theme));
  const rows = eventRows(recording.events, options.events);
  if (!series.some((one) => one.times.length > 0) && rows.every((row) => row.events.length === 0)) {
    throw new EmptyRecordingError();
  }

  const width = (options.size?.width ?? 800) - 2 * padding;
  const panels = groupByUnit(series).map((panel, index) => ({
    series: panel,
    title: (index === 0 ? options.yTitle : undefined) ?? panelTitle(panel),
    domain: (index === 0 ? options.yDomain : undefined) ?? panelDomain(panel),
  }));
  const left = axisWidth(panels.map((panel) => panel.domain));
  const gutter = gutterWidth(series, rows, recording, width);
  const plot = width - left - gutter;
  const range = timeRange(recording, chosen, rows);
  const layout: ChartLayout = { theme, left, gutter, plot, times: widenRange(range, plot) };
  const periods = recording.periods.filter((period) => isDrawn(period, layout));
  const bandHeight = eventBandHeight(rows, periods);
  const axis = timeAxis(layout);
  const behind = (timeAxisHere: Json | null): Json[] => [
    ...periods.map((period) => periodRules(period, layout, timeAxisHere)),
    ...failureRules(rows, layout, timeAxisHere),
  ];
  const plots = panels.map((panel, index) => {
    const axisHere = bandHeight === 0 && index === panels.length - 1 ? axis : null;
    return linePanel(
      {
        ...panel,
        name: `panel${String(index)}`,
        height: panelHeight(options.size?.height, panels, bandHeight),
        timeAxis: axisHere,
        behind: behind(axisHere),
        zoomable: index === 0,
      },
      layout,
    );
  });
  const band = bandHeight === 0 ? [] : [eventBand(rows, periods, layout, axis, behind(axis))];
  const words = describeChart(recording, series, rows, range);

  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: `${options.title ?? words.title}. ${words.description}`,
    usermeta: { kit: recording.source.kit, source: recording.source },
    title: {
      text: wrapText(options.title ?? words.title, width, typeSize.title, 2),
      subtitle: wrapText(options.subtitle ?? words.subtitle, width, typeSize.subtitle, 3),
    },
    vconcat: withFrame([...plots, ...band], layout),
    spacing: panels.length > 1 ? spacing + 12 : spacing,
    resolve: { scale: { x: "shared" } },
    config: chartConfig(theme, padding),
  };
}

/** Keeps the picture as wide as was asked for, whatever the names in the gutter come to. */
function withFrame(views: readonly Json[], layout: ChartLayout): Json[] {
  const edge = { type: "rule", opacity: 0, x: -layout.left, x2: layout.plot + layout.gutter, y: 0, y2: 0 };
  return views.map((view, index) =>
    index === 0 ? { ...view, layer: [...(view["layer"] as Json[]), constantMark(edge)] } : view,
  );
}

function chooseSeries(recording: Recording, names: readonly string[] | undefined): readonly Series[] {
  return (
    names?.map((name) => {
      const series = recording.series.find((one) => one.name === name);
      if (series === undefined) {
        throw new UnknownTraceError(
          name,
          recording.series.map((one) => one.name),
        );
      }
      return series;
    }) ?? recording.series
  );
}

/** Quantities of different units share a time axis but never a value axis. */
function groupByUnit(series: readonly DrawnSeries[]): DrawnSeries[][] {
  const units = [...new Set(series.map((one) => one.unit))];
  return units.map((unit) => series.filter((one) => one.unit === unit));
}

function panelTitle(panel: readonly DrawnSeries[]): string {
  const [first] = panel;
  if (first === undefined || first.unit !== "") {
    return first?.unit ?? "";
  }
  return panel.length === 1 ? first.name : "value";
}

function panelDomain(panel: readonly DrawnSeries[]): Domain {
  return valueDomain(panel.flatMap((one) => one.values.filter((value) => value !== null)));
}

function axisWidth(domains: readonly Domain[]): number {
  return Math.max(32, ...domains.map((domain) => estimateTextWidth(widestLabel(domain), typeSize.label) + 10));
}

/** As wide as the longest name, within what leaves the plot the larger part. */
function gutterWidth(
  series: readonly DrawnSeries[],
  rows: readonly EventRow[],
  recording: Recording,
  width: number,
): number {
  const names = [
    ...series.map((one) => estimateTextWidth(one.name, typeSize.name * 1.04)),
    ...series.map((one) => estimateTextWidth(lastValue(one), typeSize.label)),
    ...rows.map((row) => estimateTextWidth(`${row.name}  ${String(row.events.length)}`, typeSize.label)),
    ...recording.periods.map((period) =>
      estimateTextWidth(`${period.name}, ${formatSpan(period.seconds)}`, typeSize.label),
    ),
  ];
  return Math.round(Math.min(gutterColumns.name + Math.max(60, ...names), width * 0.34));
}

function panelHeight(height: number | undefined, panels: readonly unknown[], bandHeight: number): number {
  if (height === undefined) {
    return panels.length > 1 ? 180 : 280;
  }
  const titles = 84;
  const axis = 40;
  const gaps = panels.length * (spacing + 12);
  const rest = height - 2 * padding - titles - axis - gaps - bandHeight;
  return Math.max(60, Math.round(rest / Math.max(1, panels.length)));
}
