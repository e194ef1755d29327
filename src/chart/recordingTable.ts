import type { Recording, SampleValue } from "../recording/recording.ts";
import { scaleValue } from "./panel/scaleValue.ts";

/** One value of one series, as a row for tables and plots. */
export interface SampleRow {
  readonly time: Date;
  readonly block: number;
  /** Name of the series. */
  readonly trace: string;
  /** In units; `null` where there is no finite value. */
  readonly value: number | null;
  readonly unit: string;
  /** As it was recorded: an exact integer of the smallest unit, or a script trace's number. */
  readonly raw: SampleValue;
  readonly [column: string]: Date | number | string | bigint | null;
}

/** One sample with a column for each series, and one for what was recorded: `credits`, `credits (raw)`. */
export interface SampleColumns {
  readonly time: Date;
  readonly block: number;
  readonly [column: string]: Date | number | bigint | null;
}

/**
 * A recording as tidy rows: one for each sample of each series, in the order of time.
 *
 * @example buildPlot(recordingTable($.recording), { mark: "line", x: "time", y: "value", color: "trace" });
 */
export function recordingTable(recording: Pick<Recording, "series" | "rows">): SampleRow[] {
  const blocks = new Map(recording.rows.map(({ time, block }) => [time, block]));
  const rows = recording.series.flatMap(({ name, unit, decimals, times, values }) =>
    times.map((time, at): SampleRow => {
      const raw = values[at] ?? null;
      const value = scaleValue(raw, decimals);
      return { time: new Date(time * 1000), block: blocks.get(time) ?? 0, trace: name, value, unit, raw };
    }),
  );
  return rows.sort((a, b) => a.time.getTime() - b.time.getTime());
}

/**
 * A recording as one row for each sample, with the series side by side: to hold one against another.
 *
 * @example buildPlot(recordingColumns($.recording), { mark: "dot", x: "price", y: "credits" });
 */
export function recordingColumns(recording: Pick<Recording, "series" | "rows">): SampleColumns[] {
  const columns = recording.series.map(({ name, decimals, times, values }) => {
    const at = new Map(times.map((time, place) => [time, values[place] ?? null]));
    return { name, decimals, at };
  });
  return recording.rows.map(({ time, block }) => ({
    ...Object.fromEntries(
      columns.flatMap(({ name, decimals, at }) => {
        const raw = at.get(time) ?? null;
        return [
          [name, scaleValue(raw, decimals)],
          [`${name} (raw)`, raw],
        ] as const;
      }),
    ),
    time: new Date(time * 1000),
    block,
  }));
}
