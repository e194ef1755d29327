import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseExactly } from "../../src/rpc/exactJson.ts";
import { quantityOf } from "../../src/rpc/quantity.ts";

describe("quantityOf", () => {
  it("reads a number however it is written", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), fc.nat(9), (number, zeros) => {
        const hex = number.toString(16);
        for (const written of [
          `"0x${hex}"`,
          `"0x${hex.toUpperCase()}"`,
          `"0x${"0".repeat(zeros)}${hex}"`,
          `"${number}"`,
          String(number),
        ]) {
          assert.equal(quantityOf(parseExactly(written)), number, written);
        }
      }),
    );
  });

  it("takes nothing else for one", () => {
    for (const value of [
      "",
      "0x",
      "0xg",
      "-1",
      "1.5",
      -1,
      1.5,
      NaN,
      null,
      undefined,
      {},
      [],
      true,
      2 ** 256,
      `0x1${"0".repeat(64)}`,
    ]) {
      assert.equal(quantityOf(value), undefined, JSON.stringify(value));
    }
    assert.equal(quantityOf(parseExactly("1e5")), undefined);
  });
});
