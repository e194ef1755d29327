import { axisTime, type ChartLayout } from "../layout/chartLayout.ts";
import { type DrawnSeries, drawnValues } from "./drawnSeries.ts";
import type { ScaledSamples } from "./scaledSamples.ts";
import { formatExact } from "./scaleValue.ts";
import { thin } from "./thin.ts";

/** Series that were sampled at the same times, as one inline data source. */
export interface SampleTable {
  readonly series: readonly DrawnSeries[];
  /**
   * CSV: `t` on the time axis, then columns for each series: its values with all digits; of an area its edges, and of
   * a band the other series too. An empty cell is a gap; the last cell may be missing.
   */
  readonly csv: string;
  /** Whether a column names the events at samples. */
  readonly hasEvents: boolean;
}

/** The field that holds the names of the events at a sample. */
export const eventsField = "ev";

/** Above this many rows a table is thinned: no screen shows more of a line. */
const rowLimit = 2_000;

/** The field that holds the number to draw, beside the exact text in the field of a series. */
export function numberField(key: string): string {
  return `n${key}`;
}

/** The field that holds the lower edge of an area. */
export function baseField(key: string): string {
  return `b${key}`;
}

/** The field that holds the exact text of a band's other series. */
export function otherField(key: string): string {
  return `o${key}`;
}

/** Lays series out as tables, one per set of sample times, and thins what is longer than can be seen. */
export function sampleTables(
  series: readonly DrawnSeries[],
  layout: Pick<ChartLayout, "plot" | "since">,
  events: ReadonlyMap<number, string> = new Map(),
): SampleTable[] {
  const groups = new Map<string, DrawnSeries[]>();
  for (const one of series) {
    const key = one.times.join();
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => sampleTable(group, layout, events));
}

function sampleTable(
  series: readonly DrawnSeries[],
  layout: Pick<ChartLayout, "plot" | "since">,
  events: ReadonlyMap<number, string>,
): SampleTable {
  const times = series[0]?.times ?? [];
  const hasEvents = times.some((time) => events.has(time));
  const lines = keptRows(series, layout.plot).map((row) => {
    const cells = series.flatMap((one) => cellsOf(one, row));
    const names = events.get(times[row] ?? 0);
    const happened = names === undefined ? [] : [quoted(names)];
    return [axisTime(times[row] ?? 0, layout), ...cells, ...happened].join();
  });
  const head = ["t", ...series.flatMap(columnsOf), ...(hasEvents ? [eventsField] : [])];
  return { series, csv: [head.join(), ...lines].join("\n"), hasEvents };
}

/** A text as a cell of CSV. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** All rows of a short table; of a long one those that its lines need to look the same. */
function keptRows(series: readonly DrawnSeries[], plot: number): number[] {
  const { length } = series[0]?.times ?? [];
  if (length <= rowLimit) return Array.from({ length }, (_, index) => index);
  return [...new Set(series.flatMap((one) => thin(one.times, drawnValues(one), plot)))].sort((a, b) => a - b);
}

function columnsOf({ key, edges, other }: DrawnSeries): string[] {
  return [
    key,
    ...(edges === undefined ? [] : [numberField(key), baseField(key)]),
    ...(other === undefined ? [] : [otherField(key)]),
  ];
}

function cellsOf(series: DrawnSeries, row: number): string[] {
  const { edges, other } = series;
  const ends = edges === undefined ? [] : [edges.tops[row] ?? null, edges.bases[row] ?? null];
  return [
    exactCell(series, row),
    ...ends.map((end) => (end === null ? "" : String(end))),
    ...(other === undefined ? [] : [exactCell(other, row)]),
  ];
}

/** A sample with all of its digits; empty for one that cannot be drawn. */
function exactCell(series: ScaledSamples, row: number): string {
  const [sample, value] = [series.samples[row] ?? null, series.values[row] ?? null];
  if (sample === null || value === null) return "";
  return typeof sample === "bigint" ? formatExact(sample, series.decimals) : String(sample);
}
