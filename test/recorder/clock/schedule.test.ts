import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { schedule, type Tick } from "../../../src/recorder/clock/schedule.ts";
import { assertFails } from "../../support/assertFails.ts";

/** A span, a sampling step and action steps that fit into it. */
const scenarios = fc.integer({ min: 1, max: 500 }).chain((span) => {
  const step = fc.integer({ min: 1, max: span });
  return fc.record({ span: fc.constant(span), every: step, steps: fc.array(step, { maxLength: 5 }) });
});

/** first, first + step … up to and including the span. */
function multiples(first: number, step: number, span: number): number[] {
  const offsets: number[] = [];
  for (let at = first; at <= span; at += step) offsets.push(at);
  return offsets;
}

function offsetsOf(ticks: readonly Tick[], due: (tick: Tick) => boolean): number[] {
  return ticks.filter(due).map(({ offset }) => offset);
}

describe("schedule", () => {
  it("samples at the start, at every step and at the end", () => {
    fc.assert(
      fc.property(scenarios, ({ span, every, steps }) => {
        const expected = [...new Set([...multiples(0, every, span), span])];
        assert.deepEqual(
          offsetsOf(schedule(span, every, steps), ({ sample }) => sample),
          expected,
        );
      }),
    );
  });

  it("runs every action after its step and at each multiple, none skipped, none doubled", () => {
    fc.assert(
      fc.property(scenarios, ({ span, every, steps }) => {
        const ticks = schedule(span, every, steps);
        for (const [index, step] of steps.entries()) {
          const offsets = ticks.flatMap(({ offset, actions }) =>
            actions.filter((action) => action === index).map(() => offset),
          );
          assert.deepEqual(offsets, multiples(step, step, span));
        }
      }),
    );
  });

  it("rises strictly, has something due at each tick, and keeps the actions' order", () => {
    fc.assert(
      fc.property(scenarios, ({ span, every, steps }) => {
        let previous = -1;
        for (const { offset, sample, actions } of schedule(span, every, steps)) {
          assert.ok(offset > previous && offset <= span);
          assert.ok(sample || actions.length > 0);
          assert.deepEqual(
            actions,
            actions.toSorted((a, b) => a - b),
          );
          previous = offset;
        }
        assert.equal(previous, span, "ends at the span");
      }),
    );
  });

  it("puts actions between samples, on samples, and at the end", () => {
    assert.deepEqual(schedule(10, 4, [3, 5]), [
      { offset: 0, sample: true, actions: [] },
      { offset: 3, sample: false, actions: [0] },
      { offset: 4, sample: true, actions: [] },
      { offset: 5, sample: false, actions: [1] },
      { offset: 6, sample: false, actions: [0] },
      { offset: 8, sample: true, actions: [] },
      { offset: 9, sample: false, actions: [0] },
      { offset: 10, sample: true, actions: [1] },
    ]);
  });

  it("lays out three years of hours with twenty actions without delay", () => {
    const year = 31_536_000;
    const ticks = schedule(
      3 * year,
      3_600,
      Array.from({ length: 20 }, () => 86_400),
    );
    assert.equal(ticks.length, 3 * 8_760 + 1);
  });

  const notSeconds = [0, -4, 1.5, Number.NaN, Number.POSITIVE_INFINITY];
  for (const value of notSeconds) {
    it(`refuses ${value} as span, step and action step, naming which`, async () => {
      await assertFails(() => schedule(value, 1), "INVALID_TIME", `span is ${value} seconds`);
      await assertFails(() => schedule(10, value), "INVALID_TIME", `every is ${value} seconds`);
      await assertFails(
        () => schedule(10, 1, [5, value]),
        "INVALID_TIME",
        `action's every is ${value} seconds`,
      );
    });
  }

  it("refuses a step that is longer than the span", async () => {
    await assertFails(() => schedule(10, 11), "INVALID_STEP", "every is 11 s", "span of 10 s");
    await assertFails(() => schedule(10, 5, [12]), "INVALID_STEP", "action's every is 12 s", "span of 10 s");
  });
});
