import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePrinted, parseReference } from "../../../src/keep3r/conformance/parseReference.ts";

const good = {
  title: "two points",
  source: "a notebook",
  series: [
    { name: "credits", t: [10, 20, 20], value: [0, 0.53, 1.1] },
    { name: "period", t: [10], value: [-1.6] },
  ],
  events: [
    { name: "Work", t: [20, 30] },
    { name: "Swap", t: [] },
    { name: "Reward", t: [25] },
  ],
};

describe("parseReference", () => {
  it("keeps printed numbers exactly, all with the decimals of the longest", () => {
    const { title, source, recording } = parseReference(JSON.stringify(good), "good.json");
    assert.deepEqual([title, source], ["two points", "a notebook"]);
    const kind = { kind: "view", unit: "KP3R", decimals: 2 };
    assert.deepEqual(recording.series, [
      { ...kind, name: "credits", times: [10, 20, 20], values: [0n, 53n, 110n] },
      { ...kind, name: "period", times: [10], values: [-160n] },
    ]);
  });

  it("knows which events were watched, and those that happened in their order", () => {
    const { recording } = parseReference(JSON.stringify(good), "good.json");
    assert.deepEqual(recording.eventTraces, ["Work", "Swap", "Reward"]);
    assert.deepEqual(
      recording.events.map(({ name, time }) => [name, time]),
      [
        ["Work", 20],
        ["Reward", 25],
        ["Work", 30],
      ],
    );
  });

  const one = (change: object): object => ({
    ...good,
    series: [{ name: "a", t: [1], value: [1], ...change }],
  });
  const bad: readonly (readonly [unknown, RegExp])[] = [
    ["[]", /line 1, column 1.*expected an object/],
    ["{", /expected JSON/],
    [{ ...good, title: 1 }, /title \(.*expected a text, found 1/],
    [{ ...good, series: {} }, /series \(.*expected a list/],
    [{ ...good, series: [1] }, /series\[0\] \(.*expected an object/],
    [{ ...good, events: undefined }, /an object with the field "events"/],
    [one({ value: ["1"] }), /series\[0\]\.value\[0\] \(.*expected a number, found "1"/],
    [one({ value: [1e21] }), /series\[0\]\.value\[0\] \(.*expected a number/],
    [one({ value: [] }), /series\[0\] \(.*expected as many values as times, 1/],
    [one({ t: [2, 1], value: [1, 2] }), /series\[0\]\.t \(.*rising order/],
    [one({ t: [1.5] }), /series\[0\]\.t\[0\] \(.*unix seconds/],
    [{ ...good, events: [{ t: [] }] }, /events\[0\] \(.*the field "name"/],
  ];
  for (const [content, message] of bad) {
    it(`refuses what does not fit: ${message.source}`, () => {
      const text = typeof content === "string" ? content : JSON.stringify(content);
      assert.throws(() => parseReference(text, "bad.json"), { code: "INVALID_REFERENCE", message });
      assert.throws(
        () => parseReference(text, "bad.json"),
        /^InvalidReferenceError: bad\.json is not a reference/,
      );
    });
  }
});

describe("parsePrinted", () => {
  it("reads printed figures as they are", () => {
    assert.deepEqual(parsePrinted('{ "title": "a", "figures": { "WETH spent": "1.30" } }', "printed.json"), {
      "WETH spent": "1.30",
    });
  });

  it("refuses what has no figures", () => {
    for (const text of ["", "null", "{}", '{ "figures": {} }', '{ "figures": { "a": 1 } }']) {
      assert.throws(() => parsePrinted(text, "printed.json"), { code: "INVALID_REFERENCE" }, text);
    }
  });
});
