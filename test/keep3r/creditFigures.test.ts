import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { readRecordings } from "../../src/recording/compare/committedRecordings.ts";
import { creditFigures } from "../../src/keep3r/creditFigures.ts";
import type { Recording } from "../../src/recording/recording.ts";

const day = 86_400;

describe("creditFigures", () => {
  const recordings = new Map<string, Recording>();
  before(async () => {
    for (const { name, recording } of await readRecordings("recordings")) recordings.set(name, recording);
  });

  function recordingOf(name: string): Recording {
    const recording = recordings.get(name);
    assert.ok(recording, name);
    return recording;
  }

  function figuresOf(recording: Recording): Record<string, bigint> {
    return Object.fromEntries(
      creditFigures(recording).map(({ name, value }) => [name, BigInt(value ?? -1n)]),
    );
  }

  function sample(recording: Recording, name: string, place: number): bigint {
    return BigInt(recording.series.find((one) => one.name === name)?.values.at(place) ?? -1n);
  }

  it("account for every wei of every scenario of 01-credit-mining", () => {
    for (const name of [
      ...["without-work", "twap-change", "balanced-work", "balanced-work-twap-change"],
      ...["intense-work", "maximum-spending", "running-dry", "removing-liquidity"],
    ]) {
      const recording = recordingOf(name);
      const figures = figuresOf(recording);
      const { "credits minted": minted = -1n, "paid to keepers": paid = -1n } = figures;
      const { "credits revalued by new quotes": revalued = -1n, "credits expired": expired = -1n } = figures;
      const { "credits removed with liquidity": removed = -1n } = figures;
      const growth = sample(recording, "totalJobCredits", -1) - sample(recording, "totalJobCredits", 0);
      assert.equal(minted + revalued - paid - removed - expired, growth, name);
      assert.ok(minted > 0n && expired >= 0n && removed >= 0n, name);
    }
  });

  it("mint each period's credits in that period, and expire what the total falls by", () => {
    const recording = recordingOf("without-work");
    const times = recording.rows.map(({ time }) => time);
    const [start = 0, end = 0] = [times[0], times.at(-1)];
    const boundary = start + 5 * day - (start % (5 * day));
    const starts = [start, boundary, boundary + 5 * day, boundary + 10 * day];
    const expected = starts.reduce((sum, from, period) => {
      const rate = sample(
        recording,
        "jobPeriodCredits",
        times.findIndex((time) => time >= from),
      );
      return sum + (rate * BigInt((starts[period + 1] ?? end) - from)) / BigInt(5 * day);
    }, 0n);
    const { "credits minted": minted = 0n, "credits expired": expired = 0n } = figuresOf(recording);
    const rounding = minted - expected;
    assert.ok(rounding > -400n && rounding < 400n, `${rounding} wei of rounding in 90 steps`);
    // At two boundaries the view falls back to one period's credits. In the four hours around, more accrues and goes.
    const totals = recording.series.find(({ name }) => name === "totalJobCredits")?.values ?? [];
    const fallen = totals
      .map((value, index) => BigInt(totals[index - 1] ?? 0n) - BigInt(value ?? 0n))
      .reduce((sum, fall) => (fall > 0n ? sum + fall : sum), 0n);
    const aroundBoundaries =
      (sample(recording, "jobPeriodCredits", -1) * BigInt(2 * 4 * 3_600)) / BigInt(5 * day);
    assert.ok(expired > fallen && expired < fallen + aroundBoundaries + 10n ** 16n, `${expired}, ${fallen}`);
  });

  it("pay what KeeperWork says, and remove what leaves with the liquidity", () => {
    const intense = recordingOf("intense-work");
    const works = intense.events.filter(({ name }) => name === "KeeperWork");
    const paid = works.reduce((sum, { args }) => sum + (args._amount as bigint), 0n);
    assert.equal(figuresOf(intense)["payments to keepers"], BigInt(works.length));
    assert.equal(figuresOf(intense)["paid to keepers"], paid);
    assert.equal(figuresOf(intense)["credits expired"], 0n);

    const removing = figuresOf(recordingOf("removing-liquidity"));
    assert.ok((removing["credits removed with liquidity"] ?? 0n) > 0n);
    assert.equal(removing["paid to keepers"], 0n);
  });

  it("are left out where the traces do not tell", () => {
    const recording = recordingOf("balanced-work");
    const named = (figures: ReturnType<typeof creditFigures>): string[] => figures.map(({ name }) => name);
    assert.deepEqual(named(creditFigures({ ...recording, events: [], eventTraces: ["Unbonding"] })), []);
    const withoutRate = recording.series.filter(({ name }) => name !== "jobPeriodCredits");
    assert.deepEqual(named(creditFigures({ ...recording, series: withoutRate })), [
      "payments to keepers",
      "paid to keepers",
    ]);
    assert.equal(named(creditFigures({ ...recording, periods: [] })).length, 2);
  });
});
