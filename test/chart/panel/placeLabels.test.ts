import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { placeLabels } from "../../../src/chart/panel/placeLabels.ts";

describe("placeLabels", () => {
  it("leaves labels alone that do not touch", () => {
    assert.deepEqual(placeLabels([90, 10, 50], 20, [0, 100]), [90, 10, 50]);
  });

  it("moves coinciding labels apart around their place, in the order given", () => {
    assert.deepEqual(placeLabels([50, 50], 20, [0, 100]), [40, 60]);
  });

  it("keeps labels in range and apart, in the order of what they name", () => {
    const wanted = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(wanted, (places) => {
        const placed = placeLabels(places, 18, [6, 290]);
        const sorted = [...placed].sort((a, b) => a - b);
        sorted.forEach((place, rank) => {
          assert.ok(place >= 6 - 1e-9 && place <= 290 + 1e-9);
          assert.ok(rank === 0 || place - (sorted[rank - 1] ?? 0) >= 18 - 1e-9);
        });
        places.forEach((place, one) => {
          places.forEach((other, two) => {
            assert.ok(place >= other || (placed[one] ?? 0) < (placed[two] ?? 0));
          });
        });
      }),
    );
  });

  it("moves labels closer together rather than out of the picture", () => {
    assert.deepEqual(placeLabels([5, 5, 5], 20, [0, 20]), [0, 10, 20]);
  });
});
