import { chartConfig } from "./theme/chartConfig.ts";
import {
  axisTime,
  type ChartLayout,
  constantMark,
  inset,
  type Json,
  typeSize,
} from "./layout/chartLayout.ts";
import type { ChartOptions } from "./chartOptions.ts";
import { axisWidth, padding } from "./layout/chartSize.ts";
import type { ChartSpec } from "./chartSpec.ts";
import { chartTheme } from "./theme/chartTheme.ts";
import { checkChartOptions } from "./checkChartOptions.ts";
import { EmptyRecordingError, InvalidChartOptionError } from "./errors.ts";
import { estimateTextWidth } from "./text/estimateTextWidth.ts";
import { failureRules, failureTicks } from "./events/failureRules.ts";
import { linePanel, zoomLayer } from "./panel/linePanel.ts";
import { failureEntry, lineEntry, nameStrip, periodEntry } from "./panel/nameStrip.ts";
import { isDrawn, periodRules } from "./panel/periodRules.ts";
import { zoomParam } from "./panel/zoomParam.ts";
import {
  type Cell,
  drawCells,
  isEmpty,
  isOneTime,
  sharedDomains,
  type TitledRecording,
  uniqueLines,
} from "./multiples/cells.ts";
import { describeCells } from "./multiples/describeCells.ts";
import { resolveSize } from "./layout/resolveSize.ts";
import { sourceMark } from "./layout/footer.ts";
import { timeAxis } from "./layout/timeAxis.ts";
import { widenRange } from "./layout/timeRange.ts";
import { wrapText } from "./text/wrapText.ts";

export type { TitledRecording } from "./multiples/cells.ts";

/** How small multiples are drawn; everything has a default. */
export interface SmallMultiplesOptions extends Pick<
  ChartOptions,
  "name" | "title" | "subtitle" | "description" | "traces" | "size" | "theme" | "yDomain" | "interpolate"
> {
  /** Plots side by side, 1 to 6; as many as are at least 300 pixels wide if absent, 3 at most. */
  readonly columns?: number;
}

const multiplesOptionNames = Object.keys({
  name: true,
  title: true,
  subtitle: true,
  description: true,
  traces: true,
  size: true,
  theme: true,
  yDomain: true,
  interpolate: true,
  columns: true,
} satisfies Readonly<Record<keyof SmallMultiplesOptions, true>>);

/**
 * Draws several recordings as small plots side by side, on value axes that they share, with one legend for all:
 * what a rate, a price or a schedule changes can be read by eye. Recordings of one time share a calendar; of others
 * the time axis counts days since their starts.
 *
 * Failures are marked at the foot of the plots, and counted above them; other events are left to charts of their own.
 *
 * Pure: the same recordings and options give the same spec, and nothing is changed.
 *
 * @param items - one recording or more, in reading order
 * @param options - see {@link SmallMultiplesOptions}; `traces` are looked for in every recording
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws EmptyRecordingError if there is no sample to draw
 * @throws UnknownTraceError if `traces` names a series that a recording does not have
 * @throws InvalidChartOptionError if an option cannot be drawn
 * @example
 * buildSmallMultiples([{ title: "30 gwei", recording: cheap }, { title: "120 gwei", recording: dear }], { columns: 2 });
 */
export function buildSmallMultiples(
  items: readonly TitledRecording[],
  options: SmallMultiplesOptions = {},
): ChartSpec {
  checkChartOptions(options, multiplesOptionNames);
  const theme = chartTheme(options.theme ?? "light");
  const cells = drawCells(items, theme, options);
  const [first] = cells;
  if (first === undefined || cells.every((cell) => cell.panels.every(isEmpty)))
    throw new EmptyRecordingError();

  const size = resolveSize(options.size);
  const width = size.width - 2 * padding;
  const columns = columnsFor(width, items.length, options.columns);
  const domains = sharedDomains(cells, options.yDomain);
  const left = axisWidth([...domains.values()]);
  const plot = Math.floor((width - (columns - 1) * columnGap) / columns) - left - edge;
  const calendar = isOneTime(cells);
  const longest = Math.max(...cells.map((cell) => cell.range[1] - cell.range[0]));
  const all: [number, number] = [
    Math.min(...cells.map((cell) => cell.range[0])),
    Math.max(...cells.map((cell) => cell.range[1])),
  ];
  const layouts = cells.map((cell): ChartLayout => {
    const shown: [number, number] = calendar ? all : [cell.range[0], cell.range[0] + longest];
    const [start, end] = widenRange(shown, plot);
    const clock = { since: calendar ? undefined : cell.range[0] };
    const times = [axisTime(start, clock), axisTime(end, clock)] as const;
    return { theme, left, gutter: edge, plot, names: "above", ...clock, times };
  });
  const [layout] = layouts;
  if (layout === undefined) throw new EmptyRecordingError();

  const units = [...domains.keys()];
  const rows = Math.ceil(items.length / columns) * units.length;
  const words = describeCells(cells, options);
  const title = wrapText(options.title ?? words.title, width, typeSize.title, 2);
  const subtitle = wrapText(options.subtitle ?? words.subtitle, width, typeSize.subtitle, 3);
  const periods = first.recording.periods.filter((period) => isDrawn(period, layout));
  const entries = [
    ...uniqueLines(cells).map((series) => lineEntry(series, "name only")),
    ...periods.map((period) => periodEntry(period, layout)),
    ...[...new Set(cells.flatMap((cell) => cell.rows.map((row) => row.name)))].map((name) =>
      failureEntry(name, layout),
    ),
  ];
  const height =
    size.height === undefined
      ? Math.round(plot * 0.55)
      : Math.max(60, Math.round((size.height - 150) / rows) - 84);
  const views: string[] = [];
  const last = Math.ceil(items.length / columns) * units.length - 1;
  const source = sourceMark(words.source, width, height, layout);
  const grid = units.flatMap((unit, unitIndex) =>
    chunk(cells, columns).map((row, rowIndex, all) => ({
      hconcat: row.flatMap((cell, column) => {
        const index = rowIndex * columns + column;
        const group = cell.panels.find((panel) => panel.series[0]?.unit === unit);
        const own = layouts[index] ?? layout;
        if (group === undefined) return [];
        const name = `cell${String(views.length)}`;
        if (group.series.length > 0) views.push(zoomLayer(name));
        const axis = { ...timeAxis(own), offset: -inset };
        const behind = [
          ...periods.map((period) => periodRules(period, own, axis)),
          ...failureRules(cell.rows, own, axis),
        ];
        const front = failureTicks(cell.rows, height, own, axis);
        const panel = linePanel(
          { ...group, name, domain: domains.get(unit) ?? group.domain, height, timeAxis: axis, behind },
          own,
        );
        const isLast = column === 0 && unitIndex * all.length + rowIndex === last;
        const foot = isLast ? [source] : [];
        return [
          { ...panel, layer: [...(panel.layer as Json[]), ...front, ...cellTitle(cell, own), ...foot] },
        ];
      }),
      spacing: columnGap,
      resolve: { scale: { x: "shared" } },
    })),
  );
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: `${options.title ?? words.title}. ${words.finding}`,
    usermeta: { kit: first.recording.source.kit, source: first.recording.source },
    title: { text: title, subtitle },
    ...zoomParam(views),
    vconcat: [
      ...nameStrip(entries, width, layout).map((strip) => withEdge(strip, width - left, layout)),
      ...grid,
    ],
    spacing: rowGap,
    resolve: { scale: { x: "shared" } },
    config: chartConfig(layout, padding),
  };
}

/** Pixels: between columns, between rows, and right of a plot, where the last label of its time axis ends. */
const [columnGap, rowGap, edge] = [14, 26, 18];

function columnsFor(width: number, count: number, wanted: number | undefined): number {
  if (wanted === undefined) return Math.max(1, Math.min(3, count, Math.floor(width / 300)));
  if (Number.isInteger(wanted) && wanted >= 1 && wanted <= 6 && width / wanted >= 180) return wanted;
  throw new InvalidChartOptionError({
    message: `Small multiples cannot have ${String(wanted)} columns in ${String(width)} pixels.`,
    hint: "Give a whole number from 1 to 6 that leaves each column 180 pixels, or a larger size.",
  });
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

/** Keeps the picture as wide as was asked for, where columns leave a pixel over. */
function withEdge(strip: Json, end: number, { left }: ChartLayout): Json {
  const frame = { type: "rule", strokeOpacity: 0, x: -left, x2: end, y: 0, y2: 0 };
  return { ...strip, layer: [...(strip.layer as Json[]), constantMark(frame)] };
}

/** What the recording is called, above the title of the value axis; and an edge that keeps columns in line. */
function cellTitle({ title, rows }: Cell, { theme, left, plot, gutter }: ChartLayout): Json[] {
  const failures = rows.reduce((sum, row) => sum + row.events.length, 0);
  const note = failures === 0 ? "" : `${String(failures)} ${failures === 1 ? "failure" : "failures"}`;
  const room = note === "" ? 0 : estimateTextWidth(note, typeSize.label) + 10;
  const text = {
    type: "text",
    align: "left",
    baseline: "bottom",
    x: -left,
    y: -28,
    limit: left + plot - room,
  };
  const count = {
    ...text,
    align: "right",
    x: plot,
    text: note,
    fill: theme.failure,
    fontSize: typeSize.label,
  };
  const frame = { type: "rule", strokeOpacity: 0, x: -left, x2: plot + gutter, y: 0, y2: 0 };
  return [
    constantMark({ ...text, text: title, fill: theme.ink, fontSize: typeSize.name, fontWeight: 600 }),
    ...(note === "" ? [] : [constantMark(count)]),
    constantMark(frame),
  ];
}
