import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatSpan, formatTime } from "../../src/common/formatTime.ts";

describe("formatTime", () => {
  it("writes UTC, for times that no calendar has too", () => {
    assert.equal(formatTime(1_631_734_146), "15 Sep 2021 19:29:06");
    assert.equal(formatTime(0), "1 Jan 1970 00:00:00");
    assert.equal(formatTime(2 ** 60), `unix time ${String(2 ** 60)}`);
  });
});

describe("formatSpan", () => {
  it("uses the largest unit that divides", () => {
    const written = [432_000, 86_400, 5_400, 3_600, 90].map(formatSpan);
    assert.deepEqual(written, ["5 days", "1 day", "90 minutes", "1 hour", "90 seconds"]);
  });
});
