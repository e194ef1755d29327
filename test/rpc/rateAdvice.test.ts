import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rateAdviceOf } from "../../src/rpc/rateAdvice.ts";

describe("rateAdviceOf", () => {
  it("reads how long to wait, and how often to ask", () => {
    for (const [message, data, advice] of [
      [
        "",
        { rate: { allowed_rps: 1, backoff_seconds: 30, current_rps: 1.4 } },
        { retryAfter: 30_000, allowedRate: 1 },
      ],
      ["", { rate: { allowed_rps: 0, backoff_seconds: 0 } }, { retryAfter: 0 }],
      ["", { try_again_in: "584.905961ms" }, { retryAfter: 584.905961 }],
      ["", { retryAfter: "2" }, { retryAfter: 2_000 }],
      ["", { retry_after_ms: 250 }, { retryAfter: 250 }],
      ["call rate limit exhausted, retry in 10s", undefined, { retryAfter: 10_000 }],
      ["Please try again after 2 minutes.", null, { retryAfter: 120_000 }],
      ["slow down", { a: { b: { c: { retry_after: 1 } } } }, {}],
      ["retry with the range 1-2", "retry", {}],
      ["wait", { backoff_seconds: "soon" }, {}],
    ] as const) {
      assert.deepEqual(rateAdviceOf(message, data), advice, message);
    }
  });
});
