import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { expiriesOf } from "../../../src/keep3r/conformance/expiries.ts";
import { event, recording, rewardPeriod, series } from "../../support/sampleRecordings.ts";

const { seconds } = rewardPeriod;
const boundary = 3_800 * seconds;

/** A recording from one time to another, with rewards. */
function recorded(from: number, to: number, rewards: readonly number[]) {
  return recording({
    series: [
      series("credits", [
        [from, 0n],
        [to, 0n],
      ]),
    ],
    events: [...rewards.map((time) => event("LiquidityCreditsReward", time)), event("KeeperWork", from)],
    periods: [rewardPeriod],
  });
}

describe("expiriesOf", () => {
  it("has each boundary of a period that the recording touches, the same by both clocks", () => {
    const made = recorded(boundary, boundary + seconds + 1, []);
    assert.deepEqual(expiriesOf(recorded(boundary + 20, boundary + seconds + 30, []), made, 120), [
      [boundary, boundary],
      [boundary + seconds, boundary + seconds],
      [boundary + 2 * seconds, boundary + 2 * seconds],
    ]);
  });

  it("has the end of a period after each reward, by each one's clock", () => {
    const [there, here] = [boundary + 10_023, boundary + 10_001];
    const found = expiriesOf(
      recorded(boundary, boundary + 1, [there]),
      recorded(boundary, boundary + 1, [here]),
      120,
    );
    assert.deepEqual(found.at(-1), [there + seconds, here + seconds]);
  });

  it("takes rewards that lie far apart for different ones, which excuse nothing", () => {
    const rewarded = (time: number) => recorded(boundary, boundary + 1, [time]);
    const found = expiriesOf(rewarded(boundary + 10), rewarded(boundary + 131), 120);
    assert.deepEqual(found, [
      [boundary, boundary],
      [boundary + seconds, boundary + seconds],
    ]);
  });
});
