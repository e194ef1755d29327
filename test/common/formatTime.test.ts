import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatSpan, formatTime, isoTime, sortableTime } from "../../src/common/formatTime.ts";

describe("formatTime", () => {
  it("writes UTC, for times that no calendar has too", () => {
    assert.equal(formatTime(1_631_734_146), "15 Sep 2021 19:29:06");
    assert.equal(formatTime(0), "1 Jan 1970 00:00:00");
    assert.equal(formatTime(2 ** 60), `unix time ${String(2 ** 60)}`);
  });
});

describe("isoTime", () => {
  it("writes UTC, to the second where it is one", () => {
    assert.equal(isoTime(1_631_793_600), "2021-09-16T12:00:00Z");
    assert.equal(isoTime(0), "1970-01-01T00:00:00Z");
    assert.equal(isoTime(0.5), "1970-01-01T00:00:00.500Z");
  });

  it("gives back what is no date", () => {
    assert.equal(isoTime(Number.NaN), "NaN");
    assert.equal(isoTime(1e18), "1000000000000000000");
  });
});

describe("sortableTime", () => {
  it("writes date, time and UTC", () => {
    assert.equal(sortableTime(1_631_734_146), "2021-09-15 19:29:06 UTC");
    assert.equal(sortableTime(1e18), "1000000000000000000");
  });
});

describe("formatSpan", () => {
  it("uses the largest unit that divides", () => {
    const written = [432_000, 86_400, 5_400, 3_600, 90].map(formatSpan);
    assert.deepEqual(written, ["5 days", "1 day", "90 minutes", "1 hour", "90 seconds"]);
  });
});
