import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatDuration } from "../../src/common/formatDuration.ts";

describe("formatDuration", () => {
  const cases: readonly [number | bigint, string][] = [
    [0, "0 seconds"],
    [1, "1 second"],
    [432_000n, "5 days"],
    [2_937_600n, "34 days"],
    [129_600, "1 day 12 hours"],
    [90_061, "1 day 1 hour 1 minute 1 second"],
    [59, "59 seconds"],
    [3_720, "1 hour 2 minutes"],
  ];
  for (const [seconds, text] of cases) {
    it(`prints ${seconds} s as ${text}`, () => {
      assert.equal(formatDuration(seconds), text);
    });
  }
});
