import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { pairByTime } from "../../../src/recording/compare/pairByTime.ts";

describe("pairByTime", () => {
  it("gives each time the nearest that is left, the earlier of two as near", () => {
    assert.deepEqual(pairByTime([10, 20], [5, 15, 21]), {
      pairs: [
        [10, 5],
        [20, 21],
      ],
      onlyBase: [],
      onlyHead: [15],
    });
    assert.deepEqual(pairByTime([10, 11], [12]), { pairs: [[10, 12]], onlyBase: [11], onlyHead: [] });
  });

  it("uses each time once, takes the nearest of those left, and leaves none where both have some", () => {
    const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 12 });
    fc.assert(
      fc.property(times, times, (base, head) => {
        const { pairs, onlyBase, onlyHead } = pairByTime(base, head);
        const sorted = (list: readonly number[]): number[] => list.toSorted((a, b) => a - b);
        assert.deepEqual(sorted([...pairs.map(([time]) => time), ...onlyBase]), sorted(base));
        assert.deepEqual(sorted([...pairs.map(([, time]) => time), ...onlyHead]), sorted(head));
        assert.equal(pairs.length, Math.min(base.length, head.length));
        pairs.forEach(([time, other], index) => {
          const left = [...pairs.slice(index).map(([, one]) => one), ...onlyHead];
          assert.equal(Math.abs(other - time), Math.min(...left.map((one) => Math.abs(one - time))));
        });
      }),
    );
  });
});
