import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SampleValue } from "../../../src/recording/recording.ts";
import { comparedTexts, exactText } from "../../../src/recording/compare/valueText.ts";

const ether = 10n ** 18n;

function texts(base: SampleValue, head: SampleValue, decimals = 18): string {
  const difference =
    base === null || head === null
      ? null
      : typeof base === "bigint" && typeof head === "bigint"
        ? head - base
        : Number(head) - Number(base);
  return Object.values(comparedTexts({ base, head, difference }, decimals)).join(" ");
}

describe("comparedTexts", () => {
  it("shows as many digits as it takes to see the difference", () => {
    assert.equal(texts(ether, 2n * ether), "1 2 +1");
    assert.equal(texts(ether, ether - ether / 1_000n), "1 0.999 −0.001");
    assert.equal(texts(-ether, -ether - ether / 10n ** 6n), "−1 −1.000001 −0.000001");
    assert.equal(texts(5n, 5n, 0), "5 5 0");
  });

  it("writes a difference of wei with its exponent, exactly where it has two digits", () => {
    assert.equal(texts(ether, ether + 1n), "1 1 +1e-18");
    assert.equal(texts(ether, ether - 27n), "1 0.9999 −2.7e-17");
    assert.equal(texts(ether, ether + 105n), "1 1 +1e-16");
  });

  it("takes numbers, and says where there is no value", () => {
    assert.equal(texts(1.5, 1.25), "1.5 1.25 −0.25");
    assert.equal(texts(null, ether), "– 1 –");
  });

  it("leaves no digit out where the exact value is asked for", () => {
    assert.equal(exactText(ether + 1n, 18, "KP3R"), "1.000000000000000001 KP3R");
    assert.equal(exactText(0.1 + 0.2, 18), "0.30000000000000004");
  });
});
