import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultPatience, delayAfter, parseRetryAfter } from "../../src/rpc/patience.ts";

describe("delayAfter", () => {
  it("doubles, up to a limit, and is shortened by up to half", () => {
    const delays = (random: number): number[] =>
      [1, 2, 3, 8, 50].map((attempts) => delayAfter(attempts, { ...defaultPatience, random: () => random }));
    assert.deepEqual(delays(0), [500, 1000, 2000, 30_000, 30_000]);
    assert.deepEqual(delays(1), [250, 500, 1000, 15_000, 15_000]);
  });
});

describe("parseRetryAfter", () => {
  it("reads seconds and HTTP dates, and nothing else", () => {
    const now = Date.UTC(2021, 10, 11, 11, 11, 11);
    for (const [text, milliseconds] of [
      ["0", 0],
      ["120", 120_000],
      [" 1.5 ", 1500],
      ["Thu, 11 Nov 2021 11:11:21 GMT", 10_000],
      ["Thu, 11 Nov 2021 11:11:01 GMT", 0],
      ["-1", undefined],
      ["soon", undefined],
      ["2021-11-11", undefined],
      ["Sunday, maybe", undefined],
      ["", undefined],
      [null, undefined],
    ] as const) {
      assert.equal(parseRetryAfter(text, now), milliseconds, String(text));
    }
  });
});
