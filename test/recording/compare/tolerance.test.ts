import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compareRecordings } from "../../../src/recording/compare/compareRecordings.ts";
import { deviationsOf } from "../../../src/recording/compare/deviations.ts";
import { exceedsTolerance, parseTolerance } from "../../../src/recording/compare/tolerance.ts";
import { recordingOf } from "../../support/recordingOf.ts";

function exceeds(
  base: readonly (bigint | number)[],
  head: readonly (bigint | number)[],
  text: string,
): boolean {
  const { traces } = compareRecordings(
    recordingOf({ traces: { credits: base } }),
    recordingOf({ traces: { credits: head } }),
  );
  return traces.some((trace) => exceedsTolerance(trace, parseTolerance(text)));
}

const ether = 10n ** 18n;

describe("tolerances", () => {
  it("are a part of the unit, exact to the wei: what is equal to them is within", () => {
    assert.equal(exceeds([ether], [ether + ether / 100n], "0.01"), false);
    assert.equal(exceeds([ether], [ether + ether / 100n + 1n], "0.01"), true);
    assert.equal(exceeds([ether], [ether - 1n], "0"), true);
    assert.equal(exceeds([ether], [ether], "0"), false);
  });

  it("are with a percent sign a part of the base's largest value, also where the base is 0", () => {
    assert.equal(exceeds([200n, 0n], [200n, 2n], "1%"), false);
    assert.equal(exceeds([200n, 0n], [200n, 3n], "1%"), true);
    assert.equal(exceeds([-200n, 0n], [-200n, 2n], "1%"), false);
    assert.equal(exceeds([0n], [1n], "100%"), true);
    assert.equal(exceeds([2.5], [2.6], "5%"), false);
  });

  it("decide on numbers too, and let nothing pass that is none", () => {
    assert.equal(exceeds([1.5], [1.6], "0.2"), false);
    assert.equal(exceeds([1.5], [1.6], "0.05"), true);
    assert.equal(exceeds([1.5], [Number.NaN], "1000"), true);
  });

  it("decide for all integers as exact arithmetic does", () => {
    const value = fc.bigInt(-(2n ** 100n), 2n ** 100n);
    fc.assert(
      fc.property(value, value, fc.bigInt(0n, 10n ** 30n), (base, head, wei) => {
        const text = `${wei / ether}.${(wei % ether).toString().padStart(18, "0")}`;
        const distance = head > base ? head - base : base - head;
        assert.equal(exceeds([base], [head], text), distance > wei);
      }),
    );
  });

  it("are refused if they are no number or percentage", () => {
    for (const text of ["", "-1", "1e-3", "1 KP3R", "%", ".5", "1,5", "NaN"]) {
      assert.throws(() => parseTolerance(text), { code: "INVALID_TOLERANCE" }, text);
    }
  });

  it("say what exceeds them: trace, time and both values; a trace, a sample or an event that is missing always", () => {
    const traces = { credits: [ether, 2n * ether] };
    const said = (head: Parameters<typeof recordingOf>[0], text: string): string[] =>
      deviationsOf(
        compareRecordings(recordingOf({ traces, events: [{}] }), recordingOf({ events: [{}], ...head })),
        parseTolerance(text),
      );
    assert.deepEqual(said({ traces: { credits: [ether, 2n * ether - 1n] } }, "0"), [
      "credits at 15 Sep 2021 01:00:00 is 1.999999999999999999 KP3R instead of 2 KP3R",
    ]);
    assert.deepEqual(said({ traces: { credits: [ether] } }, "100%"), [
      "credits has 1 sample(s) without a counterpart",
    ]);
    assert.deepEqual(said({ traces: { ...traces, more: [1n] } }, "9"), ["more is recorded, and was not"]);
    assert.deepEqual(said({ traces, events: [] }, "9"), [
      "Work occurs 0 time(s) instead of 1, from 15 Sep 2021 00:00:00",
    ]);
    const later = { traces, events: [{ time: 1_631_664_060 }] };
    assert.deepEqual(said(later, "9"), []);
    assert.deepEqual(said(later, "0"), ["Work comes at other times from 15 Sep 2021 00:00:00"]);
  });
});
