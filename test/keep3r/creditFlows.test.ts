import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { creditFigures } from "../../src/keep3r/creditFigures.ts";
import { creditFlows } from "../../src/keep3r/creditFlows.ts";
import { readRecordings } from "../../src/recording/compare/committedRecordings.ts";

describe("creditFlows", () => {
  it("add up to what a job had and got, in every scenario of 01-credit-mining", async () => {
    const recordings = await readRecordings("recordings", ["01-credit-mining"]);
    assert.ok(recordings.length >= 8);
    for (const { name, recording } of recordings) {
      const flows = creditFlows(recording).filter(({ unit }) => unit === "KP3R");
      const sum = flows.reduce((all, { value }) => all + BigInt(value ?? 0), 0n);
      const figures = new Map(
        creditFigures(recording).map((figure) => [figure.name, BigInt(figure.value ?? 0)]),
      );
      const total = recording.series.find((one) => one.name === "totalJobCredits")?.values[0] ?? 0n;
      const minted = figures.get("credits minted") ?? 0n;
      const revalued = figures.get("credits revalued by new quotes") ?? 0n;
      assert.equal(sum, BigInt(total) + minted + revalued, name);
    }
  });

  it("count refused calls, and leave out what did not occur", async () => {
    const recordings = await readRecordings("recordings", ["01-credit-mining"]);
    const namesOf = (scenario: string): string[] => {
      const found = recordings.find(({ name }) => name === scenario);
      assert.ok(found, scenario);
      return creditFlows(found.recording).map(({ name }) => name);
    };
    assert.deepEqual(namesOf("without-work"), ["paid to keepers", "left at the end", "expired"]);
    assert.ok(namesOf("running-dry").includes("calls refused"));
    assert.ok(namesOf("removing-liquidity").includes("removed with liquidity"));
  });
});
