import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { colorPlaces } from "../../../src/chart/theme/colorPlaces.ts";

describe("colorPlaces", () => {
  it("gives up to eight names a colour each, the first six from those that lie well apart", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 8 }), (names) => {
        const places = [...colorPlaces(names).values()];
        assert.equal(new Set(places).size, names.length);
        assert.ok(places.every((place) => place < Math.max(6, names.length)));
      }),
    );
  });

  it("does not depend on order, and gives a name alone the colour that it has among others", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }), (names) => {
        const all = colorPlaces(names);
        assert.deepEqual(new Map(all), new Map(colorPlaces(names.toReversed())));
        const alone = names.map((name) => colorPlaces([name]).get(name));
        // Only names whose colour another one has may differ.
        names.forEach((name, at) => {
          const rivals = alone.filter((place) => place === alone[at]).length;
          if (rivals === 1) assert.equal(all.get(name), alone[at]);
        });
      }),
    );
  });
});
