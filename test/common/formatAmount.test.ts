import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatUnits, parseUnits } from "ethers";
import fc from "fast-check";
import { formatAmount, type AmountFormat } from "../../src/common/formatAmount.ts";
import { assertFails } from "../support/assertFails.ts";

describe("formatAmount", () => {
  const cases: readonly [bigint, AmountFormat, string][] = [
    [9_999_999_999_999_999_999n, {}, "9.99"],
    [3_304_000_000_000_000_000n, {}, "3.3"],
    [10n ** 18n, {}, "1"],
    [9_999_999_999_999_999n, {}, "0"],
    [0n, {}, "0"],
    [-1_509_000_000_000_000_000n, {}, "-1.5"],
    [-1n, {}, "0"],
    [1_234_567n, { decimals: 6, digits: 6 }, "1.234567"],
    [1_234_567n, { decimals: 6, digits: 0 }, "1"],
    [42n, { decimals: 0 }, "42"],
    [1n, { decimals: 3, digits: 10 }, "0.001"],
  ];
  for (const [amount, format, text] of cases) {
    it(`prints ${amount} with ${JSON.stringify(format)} as ${text}`, () => {
      assert.equal(formatAmount(amount, format), text);
    });
  }

  it("loses nothing when it may print all decimals", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(30), (amount, decimals) => {
        const text = formatAmount(amount, { decimals, digits: decimals });
        assert.equal(parseUnits(text, decimals), amount, formatUnits(amount, decimals));
      }),
    );
  });

  it("never prints more than there is", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.nat(18), (amount, digits) => {
        const printed = parseUnits(formatAmount(amount, { digits }), 18);
        assert.ok(printed <= amount && amount - printed < 10n ** BigInt(18 - digits));
      }),
    );
  });

  it("refuses decimals and digits that are no whole numbers", async () => {
    for (const format of [{ decimals: -1 }, { decimals: 1.5 }, { digits: -1 }, { digits: Number.NaN }]) {
      await assertFails(
        () => formatAmount(1n, format),
        "INVALID_ARGUMENTS",
        String(Object.values(format)[0]),
      );
    }
  });
});
