import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pairSamples } from "../../src/recording/pairSamples.ts";

const step = 100;

describe("pairSamples", () => {
  it("counts steps from each recording's own start, so that a drifting clock does not matter", () => {
    assert.deepEqual(pairSamples([5_000, 5_111, 5_223, 5_330], [0, 100, 200, 300], step), [0, 1, 2, 3]);
  });

  it("takes the one sample of a step in which nothing was done for both of the reference's", () => {
    assert.deepEqual(pairSamples([0, 100, 100, 200], [0, 100, 200], step), [0, 1, 1, 2]);
  });

  it("takes the first of a step as before its actions, the last as after them", () => {
    assert.deepEqual(pairSamples([0, 100, 101, 200], [0, 100, 103, 200], step), [0, 1, 2, 3]);
    assert.deepEqual(pairSamples([0, 100, 100], [0, 100, 101, 102], step), [0, 1, 3]);
  });

  it("leaves out what was recorded after actions that the reference did not take at its end", () => {
    assert.deepEqual(pairSamples([0, 100], [0, 100, 101], step), [0, 1]);
  });

  it("finds no partner in a step that was not recorded", () => {
    assert.deepEqual(pairSamples([0, 100, 200], [0, 200], step), [0, undefined, 1]);
    assert.deepEqual(pairSamples([0, 100], [], step), [undefined, undefined]);
  });
});
