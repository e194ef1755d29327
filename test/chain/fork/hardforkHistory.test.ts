import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hardforkAt } from "../../../src/chain/fork/hardforkHistory.ts";

describe("hardforkAt", () => {
  const blocks = [
    ["one of 2016", 2_000_000, Date.UTC(2016, 7, 1), "dao"],
    ["the last before London", 12_964_999, Date.UTC(2021, 7, 5), "berlin"],
    ["the first with Keep3r V2", 13_595_416, Date.UTC(2021, 10, 11), "london"],
    ["the last before the Merge", 15_537_393, Date.UTC(2022, 8, 15), "grayGlacier"],
    ["the Merge's", 15_537_394, Date.UTC(2022, 8, 15), "merge"],
    ["the first of Shanghai", 17_034_870, 1_681_338_455_000, "shanghai"],
    ["one of 2024", 20_000_000, Date.UTC(2024, 5, 1), "cancun"],
    ["one of 2025", 23_000_000, Date.UTC(2025, 6, 1), "prague"],
  ] as const;
  for (const [which, number, time, hardfork] of blocks) {
    it(`gives a block's rules to its successors: ${which}`, () => {
      assert.equal(hardforkAt({ number, timestamp: time / 1_000 }, 1), hardfork);
    });
  }

  it("goes by the config's descriptor first, and knows nothing of chains that nobody describes", () => {
    const block = { number: 27, timestamp: 1 };
    const hardforkHistory = new Map([["london", { blockNumber: 0 }]]);
    assert.equal(hardforkAt(block, 1, new Map([[1n, { hardforkHistory }]])), "london");
    assert.equal(hardforkAt(block, 8453), undefined);
  });
});
