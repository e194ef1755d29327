import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InvalidSweepError } from "../../src/ensemble/errors.ts";
import { type Grid, gridPoints, parseGrids } from "../../src/ensemble/grid.ts";

const defaults = { size: 10, gwei: 40, wei: 5n, name: "a", on: true };

describe("parseGrids", () => {
  it("reads lists and ranges by the types of the defaults", () => {
    const texts = ["size=5,10", "gwei=10..320*2", "wei=1..9+4;name=x, y..z", "on=true,false"];
    assert.deepEqual(parseGrids(texts, defaults), {
      size: [5, 10],
      gwei: [10, 20, 40, 80, 160, 320],
      wei: [1n, 5n, 9n],
      name: ["x", "y..z"],
      on: [true, false],
    });
  });

  it("adds fractions up as people do, and steps by 1 unless told", () => {
    assert.deepEqual(parseGrids(["size=0..0.3+0.1"], defaults).size, [0, 0.1, 0.2, 0.3]);
    assert.deepEqual(parseGrids(["size=-1..1,5"], defaults).size, [-1, 0, 1, 5]);
    assert.deepEqual(parseGrids(["gwei=2..2*2"], defaults).gwei, [2]);
    assert.deepEqual(parseGrids(["wei=1..100*10"], defaults).wei, [1n, 10n, 100n]);
  });

  it("refuses what cannot be meant", () => {
    const refused = [
      "size",
      "=5",
      "sise=5",
      "size=five",
      "size=",
      "wei=1.5",
      "on=yes",
      "size=5..1",
      "size=0..8*2",
    ];
    refused.push("size=1..2+0", "size=1..1e9", "wei=1..9*0", "gwei=1..5*1");
    for (const text of refused) assert.throws(() => parseGrids([text], defaults), InvalidSweepError, text);
    assert.throws(() => parseGrids(["size=1", "size=2"], defaults), InvalidSweepError);
  });
});

describe("gridPoints", () => {
  it("gives all combinations, the first parameter varying slowest, with all parameters", () => {
    const points = gridPoints({ size: 1, gwei: 2, on: true }, { gwei: [3, 4], size: [5, 6, 5] });
    assert.deepEqual(points, [
      { size: 5, gwei: 3, on: true },
      { size: 6, gwei: 3, on: true },
      { size: 5, gwei: 4, on: true },
      { size: 6, gwei: 4, on: true },
    ]);
    assert.deepEqual(gridPoints(defaults), [defaults]);
  });

  it("checks names and types, when compiled as when run", () => {
    // @ts-expect-error: a text is no number
    const text: Grid<typeof defaults> = { size: ["5"] };
    // @ts-expect-error: there is no such parameter
    const stranger: Grid<typeof defaults> = { sise: [5] };
    for (const grid of [text, stranger, { size: [] }]) {
      assert.throws(() => gridPoints(defaults, grid), InvalidSweepError);
    }
  });
});
