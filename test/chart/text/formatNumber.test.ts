import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatNumber } from "../../../src/chart/text/formatQuantity.ts";

describe("formatNumber", () => {
  it("shows four digits, and all those before the point", () => {
    const written = [0, 1.4799999, 0.0883636, 999.96, 12_345.678, -21_197, 123_456_789, 2e20].map(
      formatNumber,
    );
    assert.deepEqual(written, [
      "0",
      "1.48",
      "0.08836",
      "1000",
      "12,346",
      "−21,197",
      "123,456,789",
      "2.000e+20",
    ]);
  });
});
