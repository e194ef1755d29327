import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseReference } from "../../../src/keep3r/conformance/parseReference.ts";
import { InvalidReferenceError } from "../../../src/keep3r/errors.ts";

const good = {
  title: "two points",
  source: "a notebook",
  series: [{ name: "credits", t: [10, 20, 20], value: [0, 0.53, 1.1] }],
  events: [{ name: "Work", t: [] }],
};

describe("parseReference", () => {
  it("keeps printed numbers exactly", () => {
    const { series, events, title } = parseReference(JSON.stringify(good), "good.json");
    assert.equal(title, "two points");
    assert.deepEqual(series, [
      {
        name: "credits",
        kind: "view",
        unit: "KP3R",
        decimals: 2,
        times: [10, 20, 20],
        values: [0n, 53n, 110n],
      },
    ]);
    assert.deepEqual(events, [{ name: "Work", times: [] }]);
  });

  const bad: readonly (readonly [unknown, RegExp])[] = [
    ["[]", /not a JSON object/],
    ["{", /JSON/],
    [{ ...good, title: 1 }, /title is not a text/],
    [{ ...good, series: {} }, /series is not a list/],
    [{ ...good, series: [1] }, /series\[0\] is not an object/],
    [
      { ...good, series: [{ name: "a", t: [1], value: ["1"] }] },
      /series\[0\]\.value holds something that is no number/,
    ],
    [{ ...good, series: [{ name: "a", t: [1], value: [] }] }, /series\[0\]\.t has 1 times for 0 values/],
    [{ ...good, series: [{ name: "a", t: [2, 1], value: [1, 2] }] }, /rising order/],
    [{ ...good, events: [{ t: [] }] }, /events\[0\]\.name is not a text/],
  ];
  for (const [content, reason] of bad) {
    it(`refuses what does not fit: ${reason.source}`, () => {
      const text = typeof content === "string" ? content : JSON.stringify(content);
      assert.throws(
        () => parseReference(text, "bad.json"),
        (error) =>
          error instanceof InvalidReferenceError &&
          reason.test(error.message) &&
          error.message.includes("bad.json"),
      );
    });
  }
});
