import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseUnits } from "ethers";
import { formatExact, scaleValue } from "../../../src/chart/panel/scaleValue.ts";

describe("formatExact", () => {
  it("loses nothing, whatever the decimals", () => {
    const amounts = fc.bigInt({ min: -(2n ** 255n), max: 2n ** 256n - 1n });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 77 }), (amount, decimals) => {
        assert.equal(parseUnits(formatExact(amount, decimals), decimals), amount);
      }),
    );
  });

  it("writes no more digits than there are", () => {
    assert.equal(formatExact(1_390_000_000_000_000_000n, 18), "1.39");
    assert.equal(formatExact(-5n, 3), "-0.005");
    assert.equal(formatExact(0n, 18), "0");
    assert.equal(formatExact(12n, 0), "12");
  });
});

describe("scaleValue", () => {
  it("gives the double nearest to the exact value", () => {
    assert.equal(scaleValue(111_638_380_451_095_273n, 18), 0.11163838045109527);
    assert.equal(scaleValue(2n ** 256n - 1n, 0), 2 ** 256);
  });

  it("takes a script's number as it is, and anything that cannot be drawn as a gap", () => {
    assert.equal(scaleValue(-0.5, 18), -0.5);
    assert.deepEqual(
      [scaleValue(null, 18), scaleValue(Number.NaN, 0), scaleValue(-Infinity, 0)],
      [null, null, null],
    );
  });
});
