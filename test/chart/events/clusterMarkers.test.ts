import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { clusterMarkers } from "../../../src/chart/events/clusterMarkers.ts";

const sizes = (places: readonly number[]): number[] =>
  clusterMarkers(places).map(({ members }) => members.length);

describe("clusterMarkers", () => {
  it("leaves markers alone that stand apart, in order of place", () => {
    assert.deepEqual(clusterMarkers([30, 10]), [
      { members: [1], middle: 10 },
      { members: [0], middle: 30 },
    ]);
  });

  it("puts together what coincides, and what the number of several would cover", () => {
    assert.deepEqual(sizes([10, 10, 11, 60]), [3, 1]);
    assert.deepEqual(sizes([10, 10, 18]), [3]);
    assert.deepEqual(sizes([10, 18]), [1, 1]);
  });

  it("keeps every marker once, and numbers from touching, however many there are", () => {
    const places = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 300 });
    fc.assert(
      fc.property(places, (at) => {
        const clusters = clusterMarkers(at);
        const members = clusters.flatMap((cluster) => cluster.members);
        assert.deepEqual(
          members.toSorted((a, b) => a - b),
          at.map((_, index) => index),
        );
        clusters.forEach((cluster, index) => {
          const before = clusters[index - 1];
          if (before === undefined || before.members.length + cluster.members.length === 2) return;
          assert.ok(
            cluster.middle - before.middle >= 12,
            `${String(before.middle)} ${String(cluster.middle)}`,
          );
        });
      }),
    );
  });

  it("spreads a dense row over its length", () => {
    const year = Array.from({ length: 365 }, (_, index) => (index * 530) / 365);
    assert.ok(sizes(year).length >= 15, `${String(sizes(year).length)} markers`);
  });
});
