import assert from "node:assert/strict";
import { regularSamples } from "../../../src/recording/regularSamples.ts";
import { describe, it } from "node:test";
import { checkConformance, type Conformance } from "../../../src/keep3r/conformance/checkConformance.ts";
import { readReferences, type References } from "../../../src/keep3r/conformance/readReferences.ts";
import { runMainnetSequence } from "../../../src/keep3r/conformance/runMainnetSequence.ts";
import {
  type MainnetSequence,
  type StretchName,
  stretches,
  stretchNames,
} from "../../../src/keep3r/conformance/stretches.ts";
import type { Recording } from "../../../src/recording/recording.ts";

const hour = 3_600;
const views = ["totalJobCredits", "jobPeriodCredits", "jobLiquidityCredits"];

/** Points of each series and events of the shipped references: nothing may drop out of the comparison unseen. */
const expected: Partial<Record<StretchName, { points: number; series?: string[]; events: object }>> = {
  "credit-mining-without-working": {
    points: 91,
    events: {},
  },
  "credit-mining-with-twap-change": { points: 60, events: { Swap: 5 } },
  "balanced-work": { points: 240, events: { LiquidityCreditsReward: 4, KeeperWork: 11 } },
  "intense-work": { points: 120, events: { LiquidityCreditsReward: 3, KeeperWork: 5 } },
  "maximum-credit-spending": { points: 259, events: { LiquidityCreditsReward: 4, KeeperWork: 2 } },
  "job-migration": {
    points: 26,
    series: ["newJob credits", "job credits"],
    events: { JobMigrationSuccessful: 1 },
  },
};

/**
 * The points that are known to differ, by when they were recorded. Work that needed more credits than there were had
 * the job rewarded, at 1641960023 and 1642752028 by the recording's clock, and 22 and 27 s earlier by ours. A reward
 * period of 432000 s later these credits expire: 3 and 2 s before the recording's sample, and 1 s after ours.
 */
const boundaryPoints: Partial<Record<StretchName, readonly (readonly [series: string, time: number])[]>> = {
  "maximum-credit-spending": ["totalJobCredits", "jobLiquidityCredits"].flatMap((view) =>
    [1_642_392_026, 1_642_392_026, 1_643_184_030].map((time) => [view, time] as const),
  ),
};

function assertConforms({ compared, alone, figures, deviations }: Conformance): void {
  assert.deepEqual(deviations, []);
  assert.deepEqual(
    compared.map(({ name }) => name),
    Object.keys(expected),
  );
  assert.deepEqual(alone, ["balanced-work-with-twap-change", "removing-liquidity"]);
  for (const { name, differences } of compared) {
    const { points = 0, series = views, events = {} } = expected[name] ?? {};
    assert.deepEqual(
      differences.traces.map((one) => [one.name, one.samples, one.unmatched.base]),
      series.map((view) => [view, points, 0]),
    );
    for (const { decimals, largest } of differences.traces) {
      assert.equal(decimals, 18);
      const distance = typeof largest?.difference === "bigint" ? largest.difference : 0n;
      assert.ok(distance <= 10n ** 16n && distance >= -(10n ** 16n), `${name}: ${distance} wei`);
    }
    assert.deepEqual(
      differences.traces.flatMap((one) => one.acrossJumps.map(({ time }) => [one.name, time])),
      boundaryPoints[name] ?? [],
    );
    const happened = differences.events.filter(({ base }) => base > 0);
    assert.deepEqual(Object.fromEntries(happened.map((one) => [one.name, one.base])), events);
    for (const { base, head, apart = 0 } of differences.events) {
      assert.deepEqual([head, apart <= 60], [base, true]);
    }
  }
  assert.equal(figures.length, 7);
  for (const { name, expected: printed, actual } of figures) assert.equal(actual, printed, name);
}

/** Another recording as it would have been published: cut to two decimals, by a clock that gains a second a day. */
function published(recording: Recording): Recording {
  const [start = { time: 0 }] = recording.rows;
  const late = (time: number): number => time + Math.floor((time - start.time) / (24 * hour));
  return {
    ...recording,
    series: recording.series.map((one) => ({
      ...one,
      decimals: 2,
      times: one.times.map(late),
      values: one.values.map((value) => (value as bigint) / 10n ** 16n),
    })),
    events: recording.events.map((event) => ({ ...event, time: late(event.time) })),
  };
}

describe("the sequence recorded at mainnet's block 13232191", () => {
  let references: References;
  let sequence: MainnetSequence;

  const recordingOf = (name: StretchName): Recording => {
    const found = sequence.stretches.find((one) => one.name === name);
    assert.ok(found, name);
    return found.recording;
  };
  /** Hours from the start of a stretch to each event of a name. */
  const hoursTo = (stretch: StretchName, event: string): number[] => {
    const { rows, events } = recordingOf(stretch);
    return events
      .filter(({ name }) => name === event)
      .map(({ time }) => Math.floor((time - (rows[0]?.time ?? 0)) / hour));
  };

  it("is reproduced with the protocol's own job: points, events, printed figures", async () => {
    references = await readReferences();
    sequence = await runMainnetSequence();
    assertConforms(checkConformance(sequence, references));
  });

  it("is reproduced with the job that burns gas in few steps", async () => {
    assertConforms(checkConformance(await runMainnetSequence("GasBurningJob"), references));
  });

  it("records every stretch, in order, as long and as often as it is to be", () => {
    const days = [15, 15, 20, 20, 10, 24, 15, 4];
    assert.deepEqual(
      sequence.stretches.map(({ name }) => name),
      stretchNames,
    );
    sequence.stretches.forEach(({ name, recording: { rows } }, index) => {
      const [first, second, last] = [rows[0], rows[1], rows.at(-1)];
      assert.ok(first && second && last);
      assert.equal(Math.floor((last.time - first.time) / (24 * hour)), days[index], name);
      assert.equal(second.time - first.time, stretches[name].step, name);
    });
  });

  it("acts when the sequence says, and not at the end of a span", () => {
    const times = (every: number, number: number): number[] =>
      Array.from({ length: number }, (_, index) => every * (index + 1));
    assert.deepEqual(hoursTo("credit-mining-with-twap-change", "Swap"), times(60, 5));
    assert.deepEqual(hoursTo("balanced-work", "KeeperWork"), times(40, 11));
    assert.deepEqual(hoursTo("balanced-work-with-twap-change", "KeeperWork"), times(40, 11));
    assert.deepEqual(hoursTo("balanced-work-with-twap-change", "Swap"), times(124, 3));
    assert.deepEqual(hoursTo("intense-work", "KeeperWork"), times(40, 5));
    assert.deepEqual(hoursTo("maximum-credit-spending", "KeeperWork"), times(220, 2));
    assert.deepEqual(hoursTo("removing-liquidity", "Unbonding"), [124]);
    for (const name of ["intense-work", "maximum-credit-spending", "removing-liquidity"] as const) {
      assert.equal((recordingOf(name).rows[0]?.time ?? 1) % (120 * hour), 0, `${name} starts at a boundary`);
    }
  });

  it("compares any of its stretches with what is published of it", () => {
    const recordings = new Map(
      sequence.stretches.map(({ name, recording }) => {
        return [name, { title: name, source: "a fork", recording: published(regularSamples(recording)) }];
      }),
    );
    const { compared, alone, deviations } = checkConformance(sequence, { recordings, printed: {} });
    assert.deepEqual([compared.length, alone, deviations], [8, [], []]);
  });

  it("is told apart from what it is not", () => {
    const { recordings, printed } = references;
    const balanced = recordings.get("balanced-work");
    assert.ok(balanced !== undefined);
    const [event] = balanced.recording.events;
    assert.ok(event !== undefined);
    const shifted = {
      ...balanced.recording,
      series: balanced.recording.series.map((one) => ({
        ...one,
        values: one.values.map((value) => (value as bigint) - 1n),
      })),
      events: ["KeeperWork", "Swap"].map((name) => ({ ...event, name })),
      eventTraces: ["KeeperWork", "Swap", "Dispute"],
    };
    const { deviations } = checkConformance(sequence, {
      recordings: new Map([["balanced-work", { ...balanced, recording: shifted }]]),
      printed: { ...printed, "WETH spent": "1.31", "KP3R burnt": "1" },
    });
    assert.equal(deviations.length, 8);
    assert.equal(deviations[0], "balanced-work: Dispute is not recorded");
    assert.match(
      deviations[1] ?? "",
      /^balanced-work: totalJobCredits at 2\d Oct 2021 .* is \S+ KP3R instead of \S+ KP3R$/,
    );
    assert.match(
      deviations.join("\n"),
      /: KeeperWork occurs 11 time\(s\) instead of 1, .*\n.*: Swap occurs 0 time\(s\) instead of 1, from/,
    );
    assert.deepEqual(deviations.slice(-2), [
      "WETH spent: 1.3 instead of 1.31",
      "KP3R burnt: nothing instead of 1",
    ]);
  });
});
