import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { describeChain } from "../../src/notebook/announceChain.ts";

describe("describeChain", () => {
  const timestamp = Date.UTC(2021, 10, 11, 21, 30, 5) / 1_000;
  const ages = [
    [0, "less than a day old"],
    [86_400 * 3.9, "3 days old"],
    [86_400 * 365.25 * 5, "5.0 years old"],
    [-1, "in the future"],
  ] as const;
  for (const [age, words] of ages) {
    it(`names the chain, its block and its age: ${words}`, () => {
      assert.equal(
        describeChain(
          "fork of mainnet through example.com",
          { number: 13_595_416, timestamp },
          timestamp + age,
        ),
        `chain: fork of mainnet through example.com; block 13595416 of 2021-11-11 21:30 UTC, ${words}`,
      );
    });
  }
});
