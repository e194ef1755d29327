import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { placeInRows } from "../../../src/chart/events/placeInRows.ts";

describe("placeInRows", () => {
  it("puts labels that do not touch into one row, where they belong", () => {
    const labels = [
      { middle: 300, width: 80 },
      { middle: 100, width: 80 },
    ];
    assert.deepEqual(placeInRows(labels, 500, 10), [
      { middle: 300, row: 0 },
      { middle: 100, row: 0 },
    ]);
  });

  it("moves a label off the ends rather than out of the picture", () => {
    assert.deepEqual(
      placeInRows(
        [
          { middle: 2, width: 80 },
          { middle: 499, width: 40 },
        ],
        500,
        10,
      ),
      [
        { middle: 40, row: 0 },
        { middle: 480, row: 0 },
      ],
    );
  });

  it("never lets two labels touch, nor one leave the axis", () => {
    const label = fc.record({
      middle: fc.integer({ min: -50, max: 650 }),
      width: fc.integer({ min: 1, max: 900 }),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 15 }), (labels) => {
        const boxes = placeInRows(labels, 600, 10).map(({ middle, row }, index) => {
          const half = Math.min(labels[index]?.width ?? 0, 600) / 2;
          return { row, from: middle - half, to: middle + half };
        });
        boxes.forEach((box, index) => {
          assert.ok(box.from >= 0 && box.to <= 600);
          for (const other of boxes.slice(index + 1)) {
            assert.ok(box.row !== other.row || box.to + 10 <= other.from || other.to + 10 <= box.from);
          }
        });
      }),
    );
  });
});
