import { EmptyRecordingError } from "../errors.ts";
import type { Recording } from "../../recording/recording.ts";
import { annotationLane, annotationRules } from "../annotations/annotationLane.ts";
import { chartConfig } from "../theme/chartConfig.ts";
import { axisTime, type ChartLayout, constantMark, inset, type Json, typeSize } from "./chartLayout.ts";
import type { ChartOptions } from "../chartOptions.ts";
import { axisWidth, gutterWidth, padding, panelHeight, spacing } from "./chartSize.ts";
import type { ChartSpec } from "../chartSpec.ts";
import type { ChartTheme } from "../theme/chartTheme.ts";
import type { ChartWords } from "../describeChart.ts";
import { eventBand, eventBandHeight } from "../events/eventBand.ts";
import { type EventRow, eventTexts } from "../events/eventRows.ts";
import { failureRules } from "../events/failureRules.ts";
import type { PanelGroup } from "../panel/groupPanels.ts";
import { linePanel, zoomLayer } from "../panel/linePanel.ts";
import { levelEntry, lineEntry, nameStrip } from "../panel/nameStrip.ts";
import { isDrawn, periodNumbers, periodRules, periodTints } from "../panel/periodRules.ts";
import { figuresTable, sourceLines, withSource } from "./footer.ts";
import { resolveSize } from "./resolveSize.ts";
import { timeAxis } from "./timeAxis.ts";
import { widenRange } from "./timeRange.ts";
import { wrapText } from "../text/wrapText.ts";
import { zoomParam } from "../panel/zoomParam.ts";

/** What a chart is put together from. */
export interface ChartParts {
  readonly recording: Pick<Recording, "source" | "periods">;
  /** Stacked plots, the first on top. */
  readonly panels: readonly PanelGroup[];
  /** Rows of the band below them. */
  readonly rows: readonly EventRow[];
  /** Unix seconds of the first and last instant. */
  readonly range: readonly [number, number];
  /** What is said where the options say nothing. */
  readonly words: ChartWords;
  readonly theme: ChartTheme;
}

/**
 * Lays out a chart: texts, plots, and the band of events on one time axis.
 *
 * @throws EmptyRecordingError if there is no sample and no event to draw
 * @throws InvalidChartOptionError if an annotation lies outside of the chart
 */
export function composeChart(parts: ChartParts, options: ChartOptions): ChartSpec {
  const { recording, panels, rows, range, words, theme } = parts;
  const hasSamples = panels.some((panel) => panel.series.some((one) => one.times.length > 0));
  if (!hasSamples && rows.every((row) => row.events.length === 0)) throw new EmptyRecordingError();

  const size = resolveSize(options.size);
  const annotations = options.annotate ?? [];
  const width = size.width - 2 * padding;
  const left = axisWidth(panels.map((panel) => panel.domain));
  const gutter = size.names === "above" ? narrowGutter : gutterWidth(panels, rows, recording.periods, width);
  const plot = width - left - gutter;
  const [start, end] = widenRange(range, plot);
  const calendar = { since: undefined };
  const times = [axisTime(start, calendar), axisTime(end, calendar)] as const;
  const layout: ChartLayout = { theme, left, gutter, plot, names: size.names, ...calendar, times };
  const look = options.periods ?? "rules";
  const periods = look === "none" ? [] : recording.periods.filter((period) => isDrawn(period, layout));
  const tinted = look === "tint" ? periods[0] : undefined;
  const ruled = periods.filter((period) => period !== tinted);
  const bandHeight = eventBandHeight(rows, periods, layout.names);
  const title = wrapText(options.title ?? words.title, width, typeSize.title, 2);
  const subtitle = wrapText(options.subtitle ?? words.subtitle, width, typeSize.subtitle, 3);
  const axis = timeAxis(layout);
  const behind = (timeAxisHere: Json | null): Json[] => [
    ...(tinted === undefined ? [] : [periodTints(tinted, layout, timeAxisHere)]),
    ...annotationRules(annotations, layout, timeAxisHere),
    ...ruled.map((period) => periodRules(period, layout, timeAxisHere)),
    ...failureRules(rows, layout, timeAxisHere),
  ];
  const above = [
    ...(layout.names === "above" ? namesAbove(panels, layout) : []),
    ...annotationLane(annotations, layout),
  ];
  const table = figuresTable(options.figures ?? [], layout);
  const height = panelHeight(
    size.height,
    panels.map((panel) => panel.share),
    {
      titles: title.length,
      subtitles: subtitle.length,
      sources: sourceLines(words.source, width).length,
      views: [
        ...[...above, ...table].map((view) => view.height as number),
        ...(bandHeight > 0 ? [bandHeight] : []),
      ],
    },
  );
  const names = panels.map((_, index) => `panel${String(index)}`);
  const plots = panels.map((panel, index) => {
    const lowest = bandHeight === 0 && index === panels.length - 1;
    const axisHere = lowest ? { ...axis, offset: -inset } : null;
    return linePanel(
      {
        ...panel,
        name: names[index] ?? "",
        height: Math.round(height * panel.share),
        timeAxis: axisHere,
        events: eventTexts(rows),
        behind: [
          ...behind(axisHere),
          ...(tinted !== undefined && index === 0 ? [periodNumbers(tinted, layout, axisHere)] : []),
        ],
      },
      layout,
    );
  });
  const band = bandHeight === 0 ? [] : [eventBand({ rows, periods, tinted }, layout, axis, behind(axis))];
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: `${options.title ?? words.title}. ${words.finding}`,
    usermeta: { kit: recording.source.kit, source: recording.source },
    title: { text: title, subtitle },
    ...zoomParam(names.filter((_, index) => panels[index]?.series.length !== 0).map(zoomLayer)),
    vconcat: withFrame(withSource([...above, ...plots, ...band, ...table], words.source, layout), layout),
    spacing: spacing(panels.length),
    resolve: { scale: { x: "shared" } },
    config: chartConfig(layout, padding),
  };
}

/** Pixels right of the plot where no names stand: the last label of the time axis reaches into it. */
const narrowGutter = 18;

function namesAbove(panels: readonly PanelGroup[], layout: ChartLayout): Json[] {
  const entries = panels.flatMap((panel) => [
    ...panel.series
      .filter((series) => series.toggle === series.key)
      .map((series) => lineEntry(series, "with value")),
    ...panel.levels.flatMap((level) =>
      "at" in level ? [] : [levelEntry(level, panel.series[0]?.unit ?? "", layout)],
    ),
  ]);
  return nameStrip(entries, layout.left + layout.plot, layout);
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
