import type { Period } from "../recording/recording.ts";
import {
  type ChartLayout,
  constantMark,
  gutterColumns,
  type Json,
  isInView,
  timeChannel,
  typeSize,
} from "./chartLayout.ts";
import { type EventRow, formatArgument } from "./eventRows.ts";
import { formatSpan, formatTime } from "./formatTime.ts";
import { periodRule } from "./periodRules.ts";
import { tooltipFields, tooltipText } from "./tooltipFields.ts";

/** Pixels from row to row. */
const rowHeight = 24;

/** Arguments that a tooltip lists: the rest stays in the recording. */
const argumentLimit = 12;

/** Most markers that a row shows; above it, those that share a pixel are drawn as one. */
const markerLimit = 500;

const logShapes = [
  "circle",
  "diamond",
  "triangle-up",
  "square",
  "triangle-down",
  "cross",
  "triangle-right",
] as const;
const failureShape = "M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8";

/** Height of the band in pixels. */
export function eventBandHeight(rows: readonly EventRow[], periods: readonly Period[]): number {
  return (rows.length + periods.length) * rowHeight;
}

/** Draws the band below the plots: a row per kind of event, then a row per period, names in the gutter. */
export function eventBand(
  rows: readonly EventRow[],
  periods: readonly Period[],
  layout: ChartLayout,
  axis: Json,
  behind: readonly Json[],
): Json {
  let logs = 0;
  return {
    name: "events",
    width: layout.plot,
    height: eventBandHeight(rows, periods),
    layer: [
      ...behind,
      ...Array.from({ length: rows.length + periods.length }, (_, index) => separator(index, layout)),
      ...rows.flatMap((row, index) => {
        const shape = row.failure ? failureShape : (logShapes[logs++ % logShapes.length] ?? "circle");
        return [markers(row, index, shape, layout, axis), ...label(row, index, shape, layout)];
      }),
      ...periods.flatMap((period, index) => periodLabel(period, rows.length + index, layout)),
    ],
  };
}

function middle(index: number): number {
  return (index + 0.5) * rowHeight;
}

function separator(index: number, layout: ChartLayout): Json {
  const y = index * rowHeight;
  const mark = { type: "rule", stroke: layout.theme.grid, strokeWidth: 1, y, y2: y };
  return constantMark({ ...mark, x: 0, x2: layout.plot + layout.gutter - 1 });
}

function look(row: EventRow, shape: string, { theme }: ChartLayout): Json {
  return row.failure
    ? { shape, size: 70, stroke: theme.failure, strokeWidth: 2.5, filled: false, opacity: 1 }
    : { shape, size: shape === "circle" ? 50 : 64, fill: theme.ink, strokeWidth: 0, opacity: 1 };
}

/** Markers closer than this would touch: they are drawn small and translucent. Pixels. */
const crowded = 7;

function markers(row: EventRow, index: number, shape: string, layout: ChartLayout, axis: Json): Json {
  const [start, end] = layout.times;
  const seen = new Set<number>();
  const inView = row.events.filter((event) => isInView(event.time * 1000, layout));
  const events = inView.filter((event) => {
    const pixel = Math.round(((event.time * 1000 - start) / (end - start)) * layout.plot);
    const shown = inView.length <= markerLimit || !seen.has(pixel);
    seen.add(pixel);
    return shown;
  });
  const names = [...new Set(events.flatMap((event) => Object.keys(event.args)))].slice(0, argumentLimit);
  const values = events.map((event) => ({
    t: event.time * 1000,
    name: tooltipText(event.name),
    when: formatTime(event.time),
    block: event.block,
    tx: event.transaction,
    ...Object.fromEntries(
      names.map((name, at) => {
        const value = Object.hasOwn(event.args, name) ? event.args[name] : undefined;
        return [`a${String(at)}`, value === undefined ? "" : tooltipText(formatArgument(value))];
      }),
    ),
  }));
  return {
    data: { values },
    mark: {
      type: "point",
      clip: true,
      y: middle(index),
      ...look(row, shape, layout),
      ...(events.length * crowded > layout.plot && { size: 24, fillOpacity: 0.6 }),
    },
    encoding: {
      x: timeChannel(layout, axis),
      // What an event says of itself comes last, so that it cannot take the name of a line of ours.
      tooltip: tooltipFields([
        { field: "name", title: kindOf(row) },
        { field: "when", title: "time (UTC)" },
        { field: "block", title: "block" },
        { field: "tx", title: "transaction" },
        ...names.map((title, at) => ({ field: `a${String(at)}`, title })),
      ]),
    },
  };
}

function kindOf(row: EventRow): string {
  if (!row.failure) return "event";
  return row.events.every((event) => event.kind === "violation") ? "violation" : "failure";
}

/** The row's legend: its marker, its name, how often it occurred. */
function label(row: EventRow, index: number, shape: string, layout: ChartLayout): Json[] {
  const { theme, plot, gutter } = layout;
  const y = middle(index);
  const x = plot + (gutterColumns.sample + gutterColumns.sampleEnd) / 2;
  const text = { type: "text", baseline: "middle", y, fontSize: typeSize.label };
  const fill = row.failure ? theme.failure : theme.ink;
  const inView = row.events.filter((event) => isInView(event.time * 1000, layout)).length;
  const total = row.events.length;
  const count = inView === total ? String(total) : `${String(inView)} of ${String(total)}`;
  const limit = gutter - gutterColumns.name - countWidth(count);
  const fontWeight = row.failure ? 600 : 400;
  const name = {
    ...text,
    x: plot + gutterColumns.name,
    align: "left",
    text: row.name,
    fill,
    fontWeight,
    limit,
  };
  return [
    constantMark({ type: "point", x, y, ...look(row, shape, layout) }),
    constantMark(name),
    constantMark({ ...text, x: plot + gutter, align: "right", text: count, fill: theme.muted }),
  ];
}

function countWidth(count: string): number {
  return count.length * 7 + 8;
}

function periodLabel(period: Period, index: number, layout: ChartLayout): Json[] {
  const { theme, plot, gutter } = layout;
  const y = middle(index);
  const x = plot + (gutterColumns.sample + gutterColumns.sampleEnd) / 2;
  const text = `${period.name}, ${formatSpan(period.seconds)}`;
  const style = { type: "text", align: "left", baseline: "middle", fontSize: typeSize.label };
  const sample = { ...periodRule(layout), x, y: y - 8, y2: y + 8 };
  return [
    constantMark(sample),
    constantMark({
      ...style,
      x: plot + gutterColumns.name,
      y,
      text,
      fill: theme.muted,
      limit: gutter - gutterColumns.name,
    }),
  ];
}
