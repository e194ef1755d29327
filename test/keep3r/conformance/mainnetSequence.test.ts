import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkConformance, type Conformance } from "../../../src/keep3r/conformance/checkConformance.ts";
import { readReferences, type References } from "../../../src/keep3r/conformance/readReferences.ts";
import {
  type MainnetSequence,
  runMainnetSequence,
} from "../../../src/keep3r/conformance/runMainnetSequence.ts";
import { InvalidReferenceError } from "../../../src/keep3r/errors.ts";

/** Numbers of points and events of the shipped references: nothing may drop out of the comparison unseen. */
const compared = {
  "credit-mining-without-working": {
    points: 91,
    events: { LiquidityCreditsReward: 1, LiquidityAddition: 1 },
  },
  "balanced-work": { points: 240, events: { LiquidityCreditsReward: 4, KeeperWork: 11 } },
} as const;

function assertConforms({ recordings, figures, deviations }: Conformance): void {
  assert.deepEqual(deviations, []);
  assert.deepEqual(
    recordings.map(({ name }) => name),
    Object.keys(compared),
  );
  for (const { name, comparison } of recordings) {
    const { points, events } = compared[name as keyof typeof compared];
    assert.deepEqual(
      comparison.series.map((one) => [one.name, one.points, one.unmatched, one.largest <= 0.01]),
      ["totalJobCredits", "jobPeriodCredits", "jobLiquidityCredits"].map((view) => [view, points, 0, true]),
    );
    const happened = comparison.events.filter(({ expected }) => expected > 0);
    assert.deepEqual(Object.fromEntries(happened.map((one) => [one.name, one.expected])), events);
    for (const { missing, extra, largest } of comparison.events) {
      assert.deepEqual([missing, extra, largest <= 60], [0, 0, true]);
    }
  }
  assert.equal(figures.length, 7);
  for (const { name, expected, actual } of figures) assert.equal(actual, expected, name);
}

describe("the sequence recorded at mainnet's block 13232191", () => {
  let references: References;
  let sequence: MainnetSequence;

  it("is reproduced with the protocol's own job: points, events, printed figures", async () => {
    references = await readReferences();
    sequence = await runMainnetSequence();
    assertConforms(checkConformance(sequence, references));
  });

  it("is reproduced with the job that burns gas in few steps", async () => {
    assertConforms(checkConformance(await runMainnetSequence("GasBurningJob"), references));
  });

  it("sells five times while the price is moved, and not at the end", () => {
    const { recording } =
      sequence.recordings.find(({ name }) => name === "credit-mining-with-twap-change") ?? {};
    const from = recording?.rows[0]?.time ?? 0;
    const sales = recording?.events
      .filter(({ name }) => name === "Swap")
      .map(({ time }) => (time - from) / 3_600);
    assert.deepEqual(sales?.map(Math.floor), [60, 120, 180, 240, 300]);
  });

  it("is told apart from what it is not", () => {
    const { recordings, printed } = references;
    const balanced = recordings.get("balanced-work");
    const mining = recordings.get("credit-mining-without-working");
    assert.ok(balanced !== undefined && mining !== undefined);
    const shifted = {
      ...balanced,
      series: balanced.series.map((one) => ({
        ...one,
        values: one.values.map((value) => (value as bigint) - 1n),
      })),
      events: [
        { name: "KeeperWork", times: [1] },
        { name: "Swap", times: [1] },
      ],
    };
    const { deviations } = checkConformance(sequence, {
      recordings: new Map([["balanced-work", shifted]]),
      printed: { ...printed, "WETH spent": "1.31" },
    });
    assert.equal(deviations.length, 7);
    assert.match(deviations[0] ?? "", /^balanced-work, totalJobCredits by 0\.019\d KP3R$/);
    assert.match(
      deviations.join("\n"),
      /KeeperWork 10 times too often\n.*KeeperWork by \d+ s\n.*Swap missing 1 times/,
    );
    assert.equal(deviations.at(-1), "WETH spent: 1.3 instead of 1.31");
  });

  it("refuses a reference that it has no recording for", () => {
    const [reference] = references.recordings.values();
    assert.ok(reference !== undefined);
    assert.throws(
      () => checkConformance(sequence, { recordings: new Map([["other", reference]]), printed: {} }),
      (error) => error instanceof InvalidReferenceError && error.message.includes("balanced-work"),
    );
  });
});
