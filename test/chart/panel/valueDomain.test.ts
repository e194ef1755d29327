import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { valueDomain } from "../../../src/chart/panel/valueDomain.ts";

describe("valueDomain", () => {
  it("holds every value and has a length", () => {
    const numbers = fc.array(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }).filter((n) => n === 0 || Math.abs(n) > 1e-12),
    );
    fc.assert(
      fc.property(numbers, (values) => {
        const [lowest, highest] = valueDomain(values);
        assert.ok(lowest < highest, `${String(lowest)} < ${String(highest)}`);
        assert.ok(values.every((value) => value >= lowest && value <= highest));
      }),
    );
  });

  it("holds values that differ in their last digits only", () => {
    const [lowest, highest] = valueDomain([999_999_999_999.998, 999_999_999_999.999]);
    assert.ok(lowest <= 999_999_999_999.998 && highest >= 999_999_999_999.999);
  });

  it("starts at zero where values come near to it", () => {
    assert.equal(valueDomain([0.2, 3])[0], 0);
    assert.equal(valueDomain([1.39, 1.39])[0], 0);
    assert.equal(valueDomain([-3, -0.2])[1], 0);
  });

  it("shows the movement of a price that stays far from zero", () => {
    const [lowest, highest] = valueDomain([-21_020, -21_197]);
    assert.ok(lowest > -21_220 && highest < -21_000);
  });

  it("has an axis for nothing, and for nothing but zeros", () => {
    assert.deepEqual(valueDomain([]), [0, 1]);
    assert.deepEqual(valueDomain([0, 0]), [0, 1]);
  });
});
