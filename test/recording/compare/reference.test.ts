import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compareRecordings } from "../../../src/recording/compare/compareRecordings.ts";
import { deviationsOf } from "../../../src/recording/compare/deviations.ts";
import type { Differences } from "../../../src/recording/compare/differences.ts";
import type { Moment } from "../../../src/recording/compare/reference.ts";
import { parseTolerance } from "../../../src/recording/compare/tolerance.ts";
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

/** Compares with a reference that was made elsewhere. */
function compare(reference: Recording, made: Recording, jumps: readonly Moment[] = []): Differences {
  return compareRecordings(reference, made, { reference: { step, jumps } });
}

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

/** As it would be printed, and recorded by a program that samples twice at each step but the first and the last. */
function published(of: Recording, decimals = 2): Recording {
  const cut = (value: SampleValue): SampleValue =>
    typeof value === "bigint" ? value / 10n ** BigInt(18 - decimals) : value;
  return {
    ...of,
    rows: [],
    series: of.series.map((one) => {
      const places = one.times.flatMap((_, place) =>
        place % (one.times.length - 1) === 0 ? [place] : [place, place],
      );
      return {
        ...one,
        decimals,
        times: places.map((place) => one.times[place] ?? 0),
        values: places.map((place) => cut(one.values[place] ?? null)),
      };
    }),
  };
}

describe("compareRecordings, with a reference", () => {
  it("finds no difference between a recording and itself", () => {
    fc.assert(
      fc.property(recordings, (one) => {
        const found = compare(one, one);
        assert.equal(found.same, true);
        assert.deepEqual(
          found.traces.map(({ name, samples }) => [name, samples]),
          one.series.map(({ name, times }) => [name, times.length]),
        );
        for (const { largest, mean, unmatched, differing, clock } of found.traces) {
          assert.equal(largest, undefined);
          assert.deepEqual([mean, unmatched, differing, clock], [0, { base: 0, head: 0 }, 0, 0]);
        }
        for (const { base, head, apart } of found.events) assert.deepEqual([head, apart], [base, 0]);
      }),
    );
  });

  it("cuts values as the reference's were, and compares each of its samples, though it has more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 90 }), (days, late) => {
        const one = creditMining({ days, every: step });
        const reference = delayed(published(one), late);
        const { traces, same } = compare(reference, one);
        assert.equal(same, late === 0, "events come late, too");
        traces.forEach((trace, index) => {
          assert.equal(trace.samples, reference.series[index]?.times.length);
          assert.deepEqual([trace.differing, trace.clock, trace.unmatched.base], [0, late, 0]);
          assert.ok(trace.mean < 0.01, `mean ${String(trace.mean)}`);
        });
      }),
    );
  });

  it("subtracts what was cut from what is exact", () => {
    const exact = series("credits", [[start, 1_479_000_000_000_000_000n]]);
    const cut = { ...exact, decimals: 2, values: [147n] };
    const [found] = compare(recording({ series: [cut] }), recording({ series: [exact] })).traces;
    assert.deepEqual([found?.samples, found?.differing], [1, 0]);
    assert.equal(found?.largest?.difference, 9n * 10n ** 15n);
    assert.equal(found.mean, 0.009, "1.479 - 1.47 in doubles is 0.009000000000000119");
  });

  it("finds values that are off by d as largest and mean difference d, whatever their decimals", () => {
    fc.assert(
      fc.property(recordings, fc.bigInt(-(10n ** 24n), 10n ** 24n), (one, shift) => {
        const shifted = withValues(one, (value) => (typeof value === "bigint" ? value + shift : value));
        const distance = Number(`${shift < 0n ? -shift : shift}e-18`);
        for (const { largest, mean } of compare(one, shifted).traces) {
          assert.equal(largest?.difference ?? 0n, shift);
          assert.ok(Math.abs(mean - distance) <= distance * 1e-12, `mean ${String(mean)}`);
        }
      }),
    );
  });

  it("finds the one point that is off, and when it was by the reference's clock", () => {
    fc.assert(
      fc.property(recordings, fc.nat(), (one, choice) => {
        const place = choice % (one.series[0]?.times.length ?? 1);
        const changed = withValues(one, (value, index) =>
          index === place && typeof value === "bigint" ? value + units(0.02) : value,
        );
        const [found] = compare(one, delayed(changed, 7)).traces;
        assert.equal(found?.largest?.difference, units(0.02));
        assert.equal(found.largest.time, one.series[0]?.times[place]);
        assert.ok(Math.abs(found.mean - 0.02 / found.samples) < 1e-12);
      }),
    );
  });

  it("counts a late start as a difference of clocks and events, not of values", () => {
    fc.assert(
      fc.property(recordings, fc.integer({ min: -1_800, max: 1_800 }), (one, seconds) => {
        const { traces, events } = compare(one, delayed(one, seconds));
        for (const { differing, clock } of traces)
          assert.deepEqual([differing, clock], [0, Math.abs(seconds)]);
        for (const { apart } of events) assert.equal(apart, Math.abs(seconds));
      }),
    );
  });

  it("reports points and traces that the recording does not have, and none that it has besides", () => {
    const one = creditMining({ days: 2, every: step });
    const half = withValues(one, (value, index) => (index % 2 === 0 ? value : null));
    const [found] = compare(one, half).traces;
    assert.deepEqual([found?.samples, found?.unmatched], [7, { base: 6, head: 0 }]);

    const { onlyBase, same } = compare(one, recording({}));
    assert.deepEqual([onlyBase, same], [one.series.map(({ name }) => name), false]);
    assert.deepEqual(compare(recording({ series: one.series.slice(1) }), one).onlyHead, []);
  });

  it("pairs events by nearest time, and reports those that are missing, too many, or were not watched", () => {
    const at = (...days: number[]) => days.map((one) => event("KeeperWork", start + one * day));
    const eventsOf = (there: Recording, here: Recording) =>
      compare(there, here).events.map(({ name, base, head, parting }) => [
        name,
        ...[base, head, parting?.by, parting && (parting.time - start) / day],
      ]);
    const watched = { eventTraces: ["KeeperWork", "LiquidityAddition"] };
    const reference = { ...recording({ events: at(1, 2, 3, 4) }), ...watched };
    const one = recording({ events: at(1, 3, 4) });
    assert.deepEqual(eventsOf(reference, one), [
      ["KeeperWork", 4, 3, "number", 4],
      ["LiquidityAddition", 0, 0, undefined, undefined],
    ]);
    assert.deepEqual(eventsOf({ ...recording({}), ...watched }, one)[0], ["KeeperWork", 0, 3, "number", 1]);
    const addition = { ...recording({ events: [event("LiquidityAddition", start)] }), ...watched };
    assert.deepEqual(compare(addition, { ...one, eventTraces: ["KeeperWork"] }).onlyBase, [
      "LiquidityAddition",
    ]);
    assert.deepEqual(
      eventsOf(recording({ events: at(1) }), { ...one, events: [...at(1), event("Swap", start)] }),
      [["KeeperWork", 1, 1, undefined, undefined]],
    );
  });

  it("sets apart what lies on both sides of a jump, and differs for it", () => {
    const one = creditMining({ days: 2, every: step });
    const jumped = withValues(one, (value, index) => (index >= 6 ? 0n : value));
    const late = delayed(jumped, 10);
    const boundary = (one.series[0]?.times[6] ?? 0) + 5;
    const atJump: readonly Moment[] = [[boundary, boundary]];
    const onlyAt6 = withValues(one, (value, index) => (index === 6 ? 0n : value));
    const [, total, period] = compare(one, delayed(onlyAt6, 10), atJump).traces;
    for (const found of [total, period]) {
      assert.deepEqual([found?.differing, found?.acrossJumps.length, found?.largest], [1, 1, undefined]);
      assert.equal(found?.acrossJumps[0]?.time, one.series[0]?.times[6]);
    }
    const [, everAfter] = compare(one, late, atJump).traces;
    assert.deepEqual([everAfter?.differing, everAfter?.acrossJumps.length], [7, 1]);
    assert.equal(everAfter?.largest?.time, one.series[0]?.times[12]);
    // By its own clock, either may have reached the moment.
    const byOwnClocks: readonly Moment[] = [[boundary, boundary + 10]];
    assert.deepEqual(compare(one, late, byOwnClocks).traces[1]?.acrossJumps, []);
    assert.deepEqual(compare(one, delayed(one, 10), atJump).traces[1]?.acrossJumps, [], "nothing differs");
  });
});

describe("deviationsOf, with a reference", () => {
  const tolerance = { ...parseTolerance("0.01"), seconds: 60 };
  const one = recording({
    events: [event("KeeperWork", start)],
    series: [series("credits", [[start, units(1)]])],
  });

  it("allows events that many seconds, and no other number of them", () => {
    const later = (seconds: number): string[] => deviationsOf(compare(one, delayed(one, seconds)), tolerance);
    assert.deepEqual([later(60), later(-60)], [[], []]);
    assert.deepEqual(later(61), ["KeeperWork comes up to 61 s apart, at 18 Sep 2021 19:29:18"]);
    assert.deepEqual(deviationsOf(compare(one, { ...one, events: [] }), tolerance), [
      "KeeperWork occurs 0 time(s) instead of 1, from 18 Sep 2021 19:29:18",
    ]);
  });

  it("names what is not recorded", () => {
    const { eventTraces, ...nothing } = { ...recording({ events: one.events }), eventTraces: ["KeeperWork"] };
    assert.deepEqual(deviationsOf(compare(one, { ...nothing, eventTraces }), tolerance), [
      "credits is not recorded",
    ]);
  });
});
