import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DrawnSeries } from "../../../src/chart/panel/drawnSeries.ts";
import { sampleTables } from "../../../src/chart/panel/sampleTable.ts";

const width = 600;
const steps = 48_000;

/** Every four hours a sample, and around each 25th step two of them, a second apart. */
const times = Array.from({ length: steps }, (_, step) => step * 14_400).flatMap((time, step) =>
  step % 25 === 0 ? [time, time + 1] : [time],
);

function sawtooth(key: string, rise: number): DrawnSeries {
  let value = 0;
  const values = times.map((time, index) => {
    // The second of a pair: something was spent.
    value = time === (times[index - 1] ?? NaN) + 1 ? Math.floor(value / 3) : value + rise;
    return value;
  });
  return {
    label: "credits",
    name: key,
    unit: "",
    key,
    toggle: key,
    style: { color: "#000", width: 1, dash: [] },
    interpolate: "linear",
    as: "line",
    endValue: true,
    times,
    values,
    samples: values,
    decimals: 0,
  };
}

/** What a column of pixels shows of a line: where it enters, how far it reaches, where it leaves. */
function columns(at: readonly number[], values: readonly number[]): Map<number, number[]> {
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const found = new Map<number, number[]>();
  at.forEach((time, index) => {
    const column = Math.min(width - 1, Math.floor((time / span) * width));
    found.set(column, [...(found.get(column) ?? []), values[index] ?? NaN]);
  });
  return new Map(
    [...found].map(([column, all]) => [
      column,
      [all[0] ?? NaN, Math.min(...all), Math.max(...all), all.at(-1) ?? NaN],
    ]),
  );
}

describe("a table of 50,000 samples", () => {
  const series = [sawtooth("a", 3), sawtooth("b", 5), sawtooth("c", 7)];
  const [table] = sampleTables(series, { plot: width, since: undefined });
  const rows = (table?.csv ?? "")
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));

  it("embeds no more rows than four of each series in a pixel", () => {
    assert.ok(times.length > 49_900, `${times.length} samples`);
    assert.ok(rows.length <= 4 * width * series.length, `${rows.length} rows`);
  });

  it("shows in every pixel what all the samples would show there", () => {
    const kept = rows.map(([milliseconds = NaN]) => milliseconds / 1_000);
    series.forEach(({ values }, index) => {
      const drawn = rows.map((row) => row[index + 1] ?? NaN);
      const all = values.map((value) => value ?? NaN);
      assert.deepEqual(columns(kept, drawn), columns(times, all));
    });
  });
});
