import type { Period } from "../../recording/recording.ts";
import {
  type ChartLayout,
  constantMark,
  gutterColumns,
  isInView,
  type Json,
  typeSize,
} from "../layout/chartLayout.ts";
import { estimateTextWidth } from "../text/estimateTextWidth.ts";
import { eventMarkers, type MarkerLook, markerMark } from "./eventMarkers.ts";
import type { EventRow } from "./eventRows.ts";
import { formatSpan } from "../../common/formatTime.ts";
import { periodRule, periodTint } from "../panel/periodRules.ts";

/** Pixels from row to row; where names stand above their markers they need a line of their own. */
const rowHeights = { beside: 24, above: 40 } as const;

/** Pixels from the middle of a row's name to that of its markers, where it stands above them. */
const nameAbove = 18;

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

/** A failure of another recording: the same in a ring. */
const ringedFailure = "M-0.5,-0.5L0.5,0.5M-0.5,0.5L0.5,-0.5M-1,0A1,1,0,1,0,1,0A1,1,0,1,0,-1,0";

/** Height of the band in pixels. */
export function eventBandHeight(
  rows: readonly EventRow[],
  periods: readonly Period[],
  names: ChartLayout["names"],
): number {
  return rows.length * rowHeights[names] + periods.length * rowHeights.beside;
}

/** What the band names. */
export interface BandRows {
  readonly rows: readonly EventRow[];
  readonly periods: readonly Period[];
  /** The one of them that is tinted, and has no rules. */
  readonly tinted: Period | undefined;
}

/** Draws the band below the plots: a row per kind of event, then a row per period, with their names. */
export function eventBand(
  { rows, periods, tinted }: BandRows,
  layout: ChartLayout,
  axis: Json,
  behind: readonly Json[],
): Json {
  const rowHeight = rowHeights[layout.names];
  const tops = [
    ...rows.map((_, index) => index * rowHeight),
    ...periods.map((_, index) => rows.length * rowHeight + index * rowHeights.beside),
  ];
  const looks = looksOf(rows);
  return {
    name: "events",
    width: layout.plot,
    height: eventBandHeight(rows, periods, layout.names),
    layer: [
      ...behind,
      ...tops.map((top) => separator(top, layout)),
      ...rows.flatMap((row, index) => {
        const look = looks[index] ?? { shape: "circle" };
        const middle = (tops[index] ?? 0) + rowHeight / 2 + (layout.names === "above" ? nameAbove / 2 : 0);
        return [
          ...eventMarkers(row, middle, look, layout, axis),
          ...(layout.names === "above"
            ? labelAbove(row, middle - nameAbove, look, layout)
            : labelBeside(row, middle, look, layout)),
        ];
      }),
      ...periods.flatMap((period, index) =>
        periodLabel(
          period,
          period === tinted,
          (tops[rows.length + index] ?? 0) + rowHeights.beside / 2,
          layout,
        ),
      ),
    ],
  };
}

/** A shape for each name; rows of one name share it. */
function looksOf(rows: readonly EventRow[]): MarkerLook[] {
  const names = [...new Set(rows.filter((row) => !row.failure).map((row) => row.shapeOf ?? row.name))];
  return rows.map((row) =>
    row.failure
      ? { shape: row.hollow === true ? ringedFailure : failureShape }
      : { shape: logShapes[names.indexOf(row.shapeOf ?? row.name) % logShapes.length] ?? "circle" },
  );
}

function separator(y: number, layout: ChartLayout): Json {
  const mark = { type: "rule", stroke: layout.theme.grid, strokeWidth: 1, y, y2: y };
  return constantMark({ ...mark, x: 0, x2: layout.plot + layout.gutter - 1 });
}

/** How often it occurred, and how often within the chart. */
function countOf(row: EventRow, layout: ChartLayout): string {
  const inView = row.events.filter((event) => isInView(event.time, layout)).length;
  const total = row.events.length;
  return inView === total ? String(total) : `${String(inView)} of ${String(total)}`;
}

/** The row's legend in the gutter: its marker, its name, how often it occurred. */
function labelBeside(row: EventRow, y: number, look: MarkerLook, layout: ChartLayout): Json[] {
  const { theme, plot, gutter } = layout;
  const x = plot + (gutterColumns.sample + gutterColumns.sampleEnd) / 2;
  const count = countOf(row, layout);
  const limit = gutter - gutterColumns.name - countWidth(count);
  return [
    constantMark({ type: "point", x, y, ...markerMark(row, look, layout) }),
    constantMark({ ...nameText(row, y, limit, layout), x: plot + gutterColumns.name, limit }),
    constantMark({ ...labelText(y), x: plot + gutter, align: "right", text: count, fill: theme.muted }),
  ];
}

/** The same above the markers, from the left end of the picture. */
function labelAbove(row: EventRow, y: number, look: MarkerLook, layout: ChartLayout): Json[] {
  const { theme, plot, left } = layout;
  const count = countOf(row, layout);
  const limit = plot + left - 18 - countWidth(count);
  return [
    background(y, row.name, layout),
    constantMark({ type: "point", x: 6 - left, y, ...markerMark(row, look, layout) }),
    constantMark({ ...nameText(row, y, limit, layout), x: 18 - left, limit }),
    constantMark({ ...labelText(y), x: plot, align: "right", text: count, fill: theme.muted }),
  ];
}

function labelText(y: number): Json {
  return { type: "text", baseline: "middle", y, fontSize: typeSize.label };
}

function nameText(row: EventRow, y: number, limit: number, { theme }: ChartLayout): Json {
  const style = row.failure ? { fill: theme.failure, fontWeight: 600 } : { fill: theme.ink, fontWeight: 400 };
  return { ...labelText(y), align: "left", text: fittingName(row, limit), ...style };
}

/** Letters of an event's name that tell it from others. */
const fewestLetters = 8;

/** Of a name that is too long, the end that says which recording it is of stays. */
function fittingName({ name, side }: EventRow, limit: number): string {
  const end = `, ${side ?? ""}`;
  if (side === undefined || !name.endsWith(end)) return name;
  let [letters, text] = [Array.from(name.slice(0, -end.length)), name];
  while (letters.length > fewestLetters && estimateTextWidth(text, typeSize.label) > limit) {
    letters = letters.slice(0, -1);
    text = `${letters.join("").trimEnd()}…${end}`;
  }
  return text;
}

/** A piece of background behind a name above its markers, which interrupts the rules that pass there. */
function background(y: number, text: string, { theme, left }: ChartLayout): Json {
  const end = 20 - left + estimateTextWidth(text, typeSize.label);
  return constantMark({ type: "rect", fill: theme.background, x: -left, x2: end, y: y - 8, y2: y + 8 });
}

function countWidth(count: string): number {
  return count.length * 7 + 8;
}

function periodLabel(period: Period, tinted: boolean, y: number, layout: ChartLayout): Json[] {
  const { theme, plot, gutter, left } = layout;
  const beside = layout.names === "beside";
  const x = beside ? plot + (gutterColumns.sample + gutterColumns.sampleEnd) / 2 : 6 - left;
  const [start, limit] = beside
    ? [plot + gutterColumns.name, gutter - gutterColumns.name]
    : [18 - left, plot + left - 18];
  const text = `${period.name}, ${formatSpan(period.seconds)}`;
  const label = { ...labelText(y), align: "left", x: start, text, fill: theme.muted, limit };
  return [
    ...(beside ? [] : [background(y, text, layout)]),
    tinted
      ? constantMark({ type: "rect", ...periodTint(layout), x: x - 8, x2: x + 8, y: y - 8, y2: y + 8 })
      : constantMark({ ...periodRule(layout), x, y: y - 8, y2: y + 8 }),
    constantMark(label),
  ];
}
