import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { withBoundaries } from "../../../src/recorder/clock/boundaries.ts";
import { schedule } from "../../../src/recorder/clock/schedule.ts";

/** Offsets of the ticks, those that were added with a mark. */
function course(span: number, every: number, start: number, seconds: number, actions: number[] = []): string {
  const ticks = withBoundaries(schedule(span, every, actions), start, every, [{ seconds }]);
  return ticks.map(({ offset, boundary }) => `${offset}${boundary === true ? "*" : ""}`).join(" ");
}

describe("withBoundaries", () => {
  const cases: readonly [string, Parameters<typeof course>, string][] = [
    ["a boundary between two samples gets two", [100, 50, 0, 60], "0 50 59* 60* 100"],
    ["a boundary on the grid needs only the one before", [100, 50, 0, 50], "0 49* 50 99* 100"],
    ["a sample one second before needs only the boundary's", [100, 59, 0, 60], "0 59 60* 100"],
    ["boundaries count from the epoch, not from the start", [100, 50, 1_000_037, 60], "0 42* 43* 50 100"],
    ["a start on a boundary gets nothing", [50, 50, 120, 60], "0 50"],
    ["a start one second before is that sample", [50, 50, 119, 60], "0 1* 50"],
    ["a boundary one second after the end is left to the next run", [59, 59, 0, 60], "0 59"],
    ["the sample before an action at a boundary is the one at it", [100, 100, 0, 60, [60]], "0 59* 60 100"],
    ["boundaries closer than the samples are all there", [40, 40, 0, 20], "0 19* 20* 39* 40"],
    ["a boundary every second", [4, 4, 0, 1], "0 1* 2* 3* 4"],
    ["no more than sixteen in a step", [160, 160, 0, 9], "0 160"],
  ];
  for (const [what, given, expected] of cases) {
    it(what, () => {
      assert.equal(course(...given), expected);
    });
  }

  it("surrounds other moments too, within the scenario, to the second", () => {
    const instants = [1_000, 1_001, 1_035, 1_050, 1_100, 1_101, 1_102, 900];
    const ticks = withBoundaries(schedule(100, 50), 1_000, 50, [{ seconds: 520 }], instants);
    assert.deepEqual(
      ticks.map(({ offset }) => offset),
      [0, 1, 34, 35, 39, 40, 49, 50, 99, 100],
    );
  });

  it("leaves samples and actions as they are, and marks only seconds around a boundary", () => {
    const scenario = fc.record({
      span: fc.integer({ min: 20, max: 2_000 }),
      every: fc.integer({ min: 1, max: 16 }),
      start: fc.integer({ min: 1, max: 10 ** 9 }),
      seconds: fc.integer({ min: 1, max: 900 }),
      actions: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(scenario, ({ span, every, start, seconds, actions }) => {
        const regular = schedule(span, every, actions);
        const ticks = withBoundaries(regular, start, every, [{ seconds }]);
        assert.deepEqual(
          ticks.filter(({ boundary }) => boundary !== true),
          regular,
        );
        ticks.forEach(({ offset }, index) => {
          assert.ok(index === 0 || offset > (ticks[index - 1]?.offset ?? 0));
        });
        const offsets = new Set(ticks.map(({ offset }) => offset));
        for (const { offset, boundary } of ticks) {
          const at = (start + offset) % seconds;
          if (boundary === true) assert.ok(at === 0 || at === seconds - 1);
          if (at === 0 && offset > 0) assert.ok(offsets.has(offset - 1));
        }
        const first = seconds - (start % seconds);
        for (let offset = first; offset <= span; offset += seconds) assert.ok(offsets.has(offset));
      }),
    );
  });
});
