import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatQuantity } from "../../../src/chart/text/formatQuantity.ts";

describe("formatQuantity", () => {
  const written: [number, string, string][] = [
    [1.39, "KP3R", "1.39 KP3R"],
    [0.305_21, "KP3R", "0.3052 KP3R"],
    [9_999.4, "KP3R", "9,999 KP3R"],
    [12_300, "KP3R", "12.3k KP3R"],
    [-12_345, "KP3R", "−12.35k KP3R"],
    [999_999, "kLP", "1M kLP"],
    [4.5e9, "kLP", "4.5B kLP"],
    [2e12, "kLP", "2T kLP"],
    [45e9, "wei", "45 gwei"],
    [21_000, "wei", "21k wei"],
    [0, "KP3R", "0 KP3R"],
    [-23_124, "", "−23,124"],
  ];
  for (const [value, unit, text] of written) {
    it(`writes ${String(value)} ${unit || "without a unit"} as ${text}`, () => {
      assert.equal(formatQuantity(value, unit), text);
    });
  }

  it("writes numbers beyond all names with an exponent", () => {
    assert.equal(formatQuantity(1.1579e77, "KP3R"), "1.158e+77 KP3R");
  });
});
