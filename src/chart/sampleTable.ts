import type { DrawnSeries } from "./drawnSeries.ts";
import { thin } from "./thin.ts";

/** Series that were sampled at the same times, as one inline data source. */
export interface SampleTable {
  readonly series: readonly DrawnSeries[];
  /** CSV: `t` in unix milliseconds, then a column per series; an empty cell is a gap. */
  readonly csv: string;
  /** Significant digits that the cells carry. */
  readonly digits: number;
}

/** Above this many rows a table is thinned: no screen shows more of a line. */
const rowLimit = 2_000;

/**
 * Lays series out as tables, one per set of sample times, and thins what is longer than can be seen.
 *
 * @param width - of the plot, pixels
 */
export function sampleTables(series: readonly DrawnSeries[], width: number): SampleTable[] {
  const groups = new Map<string, DrawnSeries[]>();
  for (const one of series) {
    const key = one.times.join();
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => sampleTable(group, width));
}

function sampleTable(series: readonly DrawnSeries[], width: number): SampleTable {
  const times = series[0]?.times ?? [];
  const rows =
    times.length <= rowLimit
      ? times.map((_, index) => index)
      : [...new Set(series.flatMap((one) => thin(one.times, one.values, width)))].sort((a, b) => a - b);
  const digits = significantDigits(series.flatMap((one) => one.values.filter((value) => value !== null)));
  const lines = rows.map((row) => {
    const cells = series.map((one) => cell(one.values[row] ?? null, digits));
    return [(times[row] ?? 0) * 1000, ...cells].join();
  });
  return { series, digits, csv: [["t", ...series.map((one) => one.key)].join(), ...lines].join("\n") };
}

function cell(value: number | null, digits: number): string {
  return value === null ? "" : String(Number(value.toPrecision(digits)));
}

/** Seven digits, and more where values differ only far behind the point. */
function significantDigits(values: readonly number[]): number {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  const magnitude = Math.max(Math.abs(lowest), Math.abs(highest));
  const span = highest - lowest;
  const more = span > 0 ? Math.ceil(Math.log10(magnitude / span)) : 0;
  return Math.min(17, 7 + Math.max(0, more));
}
