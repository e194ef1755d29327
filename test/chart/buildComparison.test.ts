import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildComparison } from "../../src/chart/buildComparison.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import { EmptyRecordingError, InvalidChartOptionError, UnknownMarkerError } from "../../src/chart/errors.ts";
import { creditMining, recording, series, start } from "../support/sampleRecordings.ts";
import { compileStrictly } from "./compileStrictly.ts";

const day = 86_400;
const before = { name: "before", recording: creditMining({ days: 15, workEvery: 1.5 * day }) };
const after = { name: "after", recording: creditMining({ days: 15, workEvery: 1.5 * day, pay: 0.42 }) };

interface Panel {
  readonly name: string;
  readonly height: number;
}

function panels(spec: ChartSpec): Panel[] {
  return (spec.vconcat as Panel[]).filter(({ name }) => name.startsWith("panel"));
}

/** The cells of a column of the inline tables, wherever in the spec they are. */
function column(spec: ChartSpec, key: string): string[] {
  const tables = JSON.stringify(spec).matchAll(/"values":"(t,[^"]*)"/g);
  for (const [, csv = ""] of tables) {
    const [head = "", ...rows] = csv.split("\\n");
    const place = head.split(",").indexOf(key);
    if (place > 0) return rows.map((row) => row.split(",")[place] ?? "");
  }
  return [];
}

describe("buildComparison", () => {
  it("draws the first solid, the second dashed, and their difference in a lower panel", () => {
    const spec = buildComparison(before, after);
    const [both, difference] = panels(spec);
    assert.ok(both !== undefined && difference !== undefined && difference.height < both.height);
    assert.match(JSON.stringify(both), /"strokeDash":\[9,6\]/);
    assert.doesNotMatch(JSON.stringify(difference), /"strokeDash":\[9,6\]/);
    assert.match(JSON.stringify(difference), /"title":"after − before, KP3R"/);
    assert.match(JSON.stringify(spec.title), /solid: before · dashed: after/);
  });

  it("subtracts exact integers: a wei shows beside millions", () => {
    const large = 5_000_000n * 10n ** 18n;
    const at = (value: bigint) =>
      recording({
        series: [
          series("supply", [
            [start, value],
            [start + day, value],
          ]),
        ],
      });
    const spec = buildComparison(
      { name: "a", recording: at(large) },
      { name: "b", recording: at(large + 1n) },
    );
    assert.deepEqual(column(spec, "ds0"), ["0.000000000000000001", "0.000000000000000001"]);
  });

  it("gives events a row for each recording where they differ, and one where they do not", () => {
    const text = JSON.stringify(buildComparison(before, after));
    for (const name of ["LiquidityCreditsReward, before", "LiquidityCreditsReward, after", "KeeperWork"]) {
      assert.ok(text.includes(`"text":"${name}"`), name);
    }
    assert.ok(!text.includes("KeeperWork, before"));
  });

  it("shortens the name of an event, and not the end that says whose it is", () => {
    const violation = { ...creditMining({ days: 5, workEvery: day }) };
    const [event] = violation.events;
    assert.ok(event);
    const name = "liquidity credits stay within two periods";
    const broken = { ...violation, events: [{ ...event, kind: "violation" as const, name }] };
    const text = JSON.stringify(buildComparison(before, { name: "after a change", recording: broken }));
    assert.match(text, /"text":"liquidity cr[a-z ]*…, after a change"/);
  });

  it("keeps the difference of equal recordings at zero, on an axis around it", () => {
    const spec = buildComparison(before, { ...after, recording: before.recording });
    assert.deepEqual([...new Set(column(spec, "ds0"))], ["0"]);
    assert.match(JSON.stringify(panels(spec)[1]), /"domain":\[-1,1\]/);
  });

  it("moves a recording of another time to the start of the first, and says so", () => {
    const later = creditMining({ days: 15, workEvery: 1.5 * day, from: start + 40 * day });
    const spec = buildComparison(before, { name: "later", recording: later });
    assert.match(JSON.stringify(spec.title), /dashed: later,(","| )moved by −40 days/);
    assert.deepEqual([...new Set(column(spec, "ds2"))], ["0"]);
  });

  it("leaves the difference out on request", () => {
    assert.equal(panels(buildComparison(before, after, { difference: false })).length, 1);
  });

  it("raises no warning, in either theme and in every size", async () => {
    for (const size of ["notebook", "column"] as const) {
      const spec = buildComparison(before, after, { theme: "dark", size, layout: "panels" });
      assert.deepEqual(await compileStrictly(spec), []);
    }
  });

  it("refuses recordings that have nothing in common, no samples, or one name", () => {
    const other = recording({ series: [series("another", [[start, 1n]])] });
    assert.throws(
      () => buildComparison(before, { name: "other", recording: other }),
      InvalidChartOptionError,
    );
    assert.throws(() => buildComparison(before, { ...after, name: "before" }), {
      code: "INVALID_CHART_OPTION",
      message: /Both recordings are called "before"/,
    });
    const none = recording({ series: [series("none", [])] });
    assert.throws(
      () => buildComparison({ name: "a", recording: none }, { name: "b", recording: none }),
      EmptyRecordingError,
    );
    assert.throws(() => buildComparison(before, after, { events: ["KeeperWorks"] }), UnknownMarkerError);
  });
});
