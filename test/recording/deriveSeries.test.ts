import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildChart } from "../../src/chart/buildChart.ts";
import { compareRecordings } from "../../src/recording/compare/compareRecordings.ts";
import { type Derivation, deriveSeries, type DeriveOptions } from "../../src/recording/deriveSeries.ts";
import type { RecordedEvent, Recording, SampleValue } from "../../src/recording/recording.ts";
import { recordingFromCsv } from "../../src/recording/recordingFromCsv.ts";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { recordingToCsv } from "../../src/recording/recordingToCsv.ts";
import { recordingToJson } from "../../src/recording/recordingToJson.ts";
import { assertFails } from "../support/assertFails.ts";
import { smallRecording } from "../support/smallRecording.ts";

const day = 86_400;
const start = 20_000 * day;
const huge = 2n ** 255n;

/** Six samples, 12 hours apart, of two series; payments in the blocks 101, 103 and 103. */
function recorded(): Recording {
  const { source, events } = smallRecording();
  const [event] = events as [RecordedEvent];
  const times = [0, 1, 2, 3, 4, 5].map((step) => start + (step * day) / 2);
  const columns: Record<string, SampleValue[]> = {
    total: [huge + 7n, huge + 9n, 10n, 0n, null, 21n],
    ready: [huge, huge - 1n, 4n, 0n, 5n, 7n],
    price: [2.5, 2.5, 0, 4, 4, 4],
  };
  return {
    source,
    series: Object.entries(columns).map(([name, values]) => ({
      name,
      kind: name === "price" ? "script" : "view",
      unit: "DAI",
      decimals: name === "price" ? 0 : name === "total" ? 18 : 17,
      times,
      values,
    })),
    rows: times.map((time, at) => ({
      time,
      block: 100 + at,
      values: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[at] ?? null])),
    })),
    events: [101, 103, 103].map((block, index) => ({
      ...event,
      name: "Paid",
      args: { amount: huge + BigInt(index) },
      block,
      time: start + ((block - 100) * day) / 2,
    })),
    eventTraces: ["Paid", "Never"],
    periods: [{ name: "day", seconds: day }],
  };
}

function derived(calculate: Derivation, options: DeriveOptions = {}): readonly SampleValue[] {
  const { series, rows } = deriveSeries(recorded(), "new", calculate, options);
  const values = series.at(-1)?.values ?? [];
  assert.deepEqual(
    rows.map((row) => row.values.new),
    values,
    "rows hold the same",
  );
  return values;
}

describe("deriveSeries", () => {
  it("subtracts exactly, and has no value where one is missing", () => {
    const difference = derived((sample) => sample.amount("total") - sample.amount("ready"));
    assert.deepEqual(difference, [7n, 10n, 6n, 0n, null, 14n]);
  });

  it("divides amounts of any decimals exactly, and not by zero", () => {
    const ratio = derived((sample) => sample.ratio("total", "ready"), { decimals: 3 });
    // 10e-18 of 4e-17 is a quarter.
    assert.deepEqual(ratio, [100n, 100n, 250n, null, null, 300n]);
  });

  it("adds an argument of events up, over all and in each period, and counts", () => {
    const sum = derived((sample) => sample.total("Paid", { sum: "amount" }));
    const all = 3n * huge + 3n;
    assert.deepEqual(sum, [0n, huge, huge, all, all, all]);
    const perDay = derived((sample) => sample.total("Paid", { sum: "amount", per: "period" }));
    assert.deepEqual(perDay, [0n, huge, 0n, 2n * huge + 3n, 0n, 0n]);
    assert.deepEqual(
      derived((sample) => sample.total("Paid")),
      [0n, 1n, 1n, 3n, 3n, 3n],
    );
    assert.deepEqual(
      derived((sample) => sample.total("Never")),
      Array(6).fill(0n),
    );
  });

  it("knows the sample before, its own value there, the events since, and the period", () => {
    const running = derived(
      ({ previous, events }) => BigInt(previous?.values.new ?? 0) + BigInt(events.length),
    );
    assert.deepEqual(running, [0n, 1n, 1n, 3n, 3n, 3n]);
    assert.deepEqual(
      derived(({ period }) => period),
      [1, 1, 2, 2, 3, 3],
    );
  });

  it("takes a path over time and floating-point numbers, whose infinities are no values", () => {
    const priceAt = (time: number): number => (time < start + day ? 2 : 3);
    const inDollars = derived((sample) => sample.number("price") * priceAt(sample.time));
    assert.deepEqual(inDollars, [5, 5, 0, 12, 12, 12]);
    assert.equal(derived((sample) => 1 / sample.number("price"))[2], null);
    assert.equal(derived((sample) => sample.number("ready"))[2], 4e-17);
  });

  it("is exported, compared and drawn as any series", () => {
    const recording = deriveSeries(recorded(), "accrued", (s) => s.amount("total") - s.amount("ready"), {
      unit: "DAI",
    });
    assert.equal(recording.series.at(-1)?.kind, "derived");
    assert.deepEqual(recordingFromJson(recordingToJson(recording)), recording);
    assert.deepEqual(recordingFromCsv(recordingToCsv(recording)).series, recording.series);
    const other = deriveSeries(recorded(), "accrued", () => 7n, { unit: "DAI" });
    const { traces } = compareRecordings(other, recording);
    assert.equal(traces.find(({ name }) => name === "accrued")?.largest?.difference, -7n);
    assert.match(JSON.stringify(buildChart(recording, { traces: ["accrued"] })), /accrued/);
  });

  it("refuses what is no value, and names where", async () => {
    const failing = async (calculate: unknown, code: string, message: RegExp): Promise<void> => {
      await assertFails(() => derived(calculate as Derivation), code, message);
    };
    await failing(() => undefined, "DERIVED_SERIES", /"new" at 2024-10-04.*block 100 is undefined/);
    await failing(async () => await Promise.resolve(1n), "DERIVED_SERIES", /a promise/);
    await failing(() => JSON.parse("{") as bigint, "DERIVED_SERIES", /failed: /);
    await failing(
      (s: { amount: (name: string) => bigint }) => s.amount("totl"),
      "INVALID_ARGUMENTS",
      /"totl"/,
    );
    await failing(
      (s: { amount: (name: string) => bigint }) => s.amount("price"),
      "INVALID_ARGUMENTS",
      /2\.5/,
    );
    await failing((s: { total: (name: string) => bigint }) => s.total("Pay"), "INVALID_ARGUMENTS", /"Pay"/);
    await assertFails(
      () => deriveSeries(recorded(), "total", () => 1n),
      "INVALID_ARGUMENTS",
      /another series "total"/,
    );
    await assertFails(
      () => deriveSeries(recorded(), "new", () => 1n, { decimals: 78 }),
      "INVALID_ARGUMENTS",
      /78/,
    );
  });
});
