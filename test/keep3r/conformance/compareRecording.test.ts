import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compareRecording } from "../../../src/keep3r/conformance/compareRecording.ts";
import { asReference, type Reference } from "../../../src/keep3r/conformance/reference.ts";
import type { Recording, SampleValue } from "../../../src/recording/recording.ts";
import { creditMining, event, recording, series, start, units } from "../../support/sampleRecordings.ts";

const day = 86_400;
const step = 4 * 3_600;

/** Recordings as scenarios make them: some with work, some without. */
const recordings = fc
  .record({
    days: fc.integer({ min: 1, max: 12 }),
    workEvery: fc.option(fc.integer({ min: 1, max: 30 }), { nil: 0 }),
  })
  .map(({ days, workEvery }) =>
    creditMining({ days, every: step, ...(workEvery > 0 && { workEvery: workEvery * step, pay: 0.1 }) }),
  );

function withValues(of: Recording, change: (value: SampleValue, index: number) => SampleValue): Recording {
  return { ...of, series: of.series.map((one) => ({ ...one, values: one.values.map(change) })) };
}

function delayed(of: Recording, seconds: number): Recording {
  return {
    ...of,
    series: of.series.map((one) => ({ ...one, times: one.times.map((time) => time + seconds) })),
    events: of.events.map((one) => ({ ...one, time: one.time + seconds })),
  };
}

describe("compareRecording", () => {
  it("finds no difference between a recording and itself", () => {
    fc.assert(
      fc.property(recordings, (one) => {
        const found = compareRecording(one, asReference(one), { step });
        assert.equal(found.clock, 0);
        assert.deepEqual(
          found.series.map(({ name, points }) => [name, points]),
          one.series.map(({ name, times }) => [name, times.length]),
        );
        for (const { largest, mean, unmatched, points, same } of found.series) {
          assert.equal(same, points);
          assert.deepEqual([largest, mean, unmatched], [0, 0, 0]);
        }
        for (const { largest, missing, extra } of found.events)
          assert.deepEqual([largest, missing, extra], [0, 0, 0]);
      }),
    );
  });

  it("finds values that are off by d as largest and mean deviation d, whatever their decimals", () => {
    fc.assert(
      fc.property(recordings, fc.bigInt(-(10n ** 24n), 10n ** 24n), (one, shift) => {
        const shifted = withValues(one, (value) => (typeof value === "bigint" ? value + shift : value));
        const distance = Number(`${shift < 0n ? -shift : shift}e-18`);
        for (const { largest, mean } of compareRecording(shifted, asReference(one), { step }).series) {
          assert.equal(largest, distance);
          assert.ok(Math.abs(mean - distance) <= distance * 1e-12, `mean ${String(mean)}`);
        }
      }),
    );
  });

  it("finds the one point that is off, and when it was", () => {
    fc.assert(
      fc.property(recordings, fc.nat(), (one, choice) => {
        const place = choice % (one.series[0]?.times.length ?? 1);
        const changed = withValues(one, (value, index) =>
          index === place && typeof value === "bigint" ? value + units(0.02) : value,
        );
        const [found] = compareRecording(changed, asReference(one), { step }).series;
        assert.equal(found?.largest, 0.02);
        assert.equal(found.largestAt, one.series[0]?.times[place]);
        assert.ok(Math.abs(found.mean - 0.02 / found.points) < 1e-12);
      }),
    );
  });

  it("counts a late start as a difference of clocks and events, not of values", () => {
    fc.assert(
      fc.property(recordings, fc.integer({ min: -1_800, max: 1_800 }), (one, seconds) => {
        const found = compareRecording(delayed(one, seconds), asReference(one), { step });
        assert.deepEqual(
          found.series.map(({ largest }) => largest),
          [0, 0, 0],
        );
        assert.equal(found.clock, Math.abs(seconds));
        for (const { largest } of found.events) assert.equal(largest, Math.abs(seconds));
      }),
    );
  });

  it("measures values that were cut to two decimals against exact ones", () => {
    const exact = series("credits", [[start, 1_479_000_000_000_000_000n]]);
    const cut = { ...exact, decimals: 2, values: [147n] };
    const [found] = compareRecording(recording({ series: [exact] }), reference({ series: [cut] }), {
      step,
    }).series;
    assert.deepEqual([found?.points, found?.same], [1, 1]);
    assert.equal(found?.largest, 0.009, "1.479 - 1.47 in doubles is 0.009000000000000119");
  });

  it("reports points and series that the recording does not have", () => {
    const one = creditMining({ days: 2, every: step });
    const half = withValues(one, (value, index) => (index % 2 === 0 ? value : null));
    const [found] = compareRecording(half, asReference(one), { step }).series;
    assert.deepEqual([found?.points, found?.unmatched], [7, 6]);

    const [missing] = compareRecording(recording({}), asReference(one), { step }).series;
    assert.deepEqual(missing, {
      name: "jobLiquidityCredits",
      unit: "KP3R",
      points: 0,
      unmatched: 13,
      same: 0,
      largest: 0,
      mean: 0,
    });
  });

  it("reports events that are missing, and those that should not have been", () => {
    const times = (...days: number[]) => days.map((one) => start + one * day);
    const events = times(1, 3, 4).map((time) => event("KeeperWork", time));
    const found = compareRecording(
      recording({ events }),
      reference({
        events: [
          { name: "KeeperWork", times: times(1, 2, 3, 4) },
          { name: "LiquidityAddition", times: [] },
        ],
      }),
      { step },
    ).events;
    assert.deepEqual(
      found.map(({ name, expected, missing, extra }) => [name, expected, missing, extra]),
      [
        ["KeeperWork", 4, 1, 0],
        ["LiquidityAddition", 0, 0, 0],
      ],
    );
    const tooMany = compareRecording(
      recording({ events }),
      reference({ events: [{ name: "KeeperWork", times: [] }] }),
      { step },
    );
    assert.equal(tooMany.events[0]?.extra, 3);
  });
});

function reference(parts: Partial<Reference>): Reference {
  return { title: "a reference", source: "nowhere", series: [], events: [], ...parts };
}
