import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { thin } from "../../../src/chart/panel/thin.ts";

const samples = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 50 }), fc.option(fc.integer({ min: -100, max: 100 }), { freq: 8 })),
    {
      minLength: 1,
      maxLength: 300,
    },
  )
  .map((steps) => {
    let time = 0;
    return { times: steps.map(([step]) => (time += step)), values: steps.map(([, value]) => value) };
  });
const buckets = fc.integer({ min: 1, max: 40 });

/** Lowest and highest value of each bucket: what a pixel column shows. */
function extremes(
  times: readonly number[],
  values: readonly (number | null)[],
  count: number,
): Map<number, string> {
  const start = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - start;
  const found = new Map<number, number[]>();
  times.forEach((time, index) => {
    const value = values[index] ?? null;
    const bucket = span === 0 ? 0 : Math.min(count - 1, Math.floor(((time - start) / span) * count));
    if (value !== null) {
      found.set(bucket, [...(found.get(bucket) ?? []), value]);
    }
  });
  return new Map(
    [...found].map(([key, all]) => [key, `${String(Math.min(...all))}..${String(Math.max(...all))}`]),
  );
}

describe("thin", () => {
  it("keeps the lowest and highest value of every pixel, and the ends", () => {
    fc.assert(
      fc.property(samples, buckets, ({ times, values }, count) => {
        const kept = thin(times, values, count);
        const pick = <Item>(all: readonly Item[]): Item[] => kept.map((index) => all[index] as Item);
        assert.deepEqual(extremes(pick(times), pick(values), count), extremes(times, values, count));
        assert.equal(kept[0], 0);
        assert.equal(kept.at(-1), times.length - 1);
      }),
    );
  });

  it("keeps both ends of every gap, so that a gap stays where it is", () => {
    fc.assert(
      fc.property(samples, buckets, ({ times, values }, count) => {
        const kept = new Set(thin(times, values, count));
        values.forEach((value, index) => {
          if (index > 0 && (value === null) !== (values[index - 1] === null)) {
            assert.ok(kept.has(index) && kept.has(index - 1), `gap at ${String(index)}`);
          }
        });
      }),
    );
  });

  it("keeps at most four samples a pixel where there are no gaps", () => {
    fc.assert(
      fc.property(samples, buckets, ({ times }, count) => {
        const kept = thin(
          times,
          times.map((time) => (time * 7_919) % 101),
          count,
        );
        assert.ok(kept.length <= 4 * count, `${String(kept.length)} of ${String(4 * count)}`);
        assert.deepEqual(
          kept,
          [...new Set(kept)].sort((a, b) => a - b),
        );
      }),
    );
  });

  it("keeps both samples of every jump between two samples a second apart", () => {
    const [days, every, period] = [400, 900, 432_000];
    const points: (readonly [number, number])[] = [];
    for (let time = 0; time <= days * 86_400; time += every) {
      const level = time % period;
      if (level === 0 && time > 0) points.push([time - 1, period - 1]);
      points.push([time, level]);
    }
    const times = points.map(([time]) => time);
    const kept = new Set(
      thin(
        times,
        points.map(([, value]) => value),
        500,
      ),
    );
    const jumps = times.flatMap((time, index) => (time + 1 === times[index + 1] ? [index, index + 1] : []));
    assert.equal(jumps.length, 160);
    assert.ok(kept.size < points.length / 10);
    for (const index of jumps) assert.ok(kept.has(index), `sample ${String(index)}`);
  });
});
