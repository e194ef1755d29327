import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { differenceSeries } from "../../src/recording/differenceSeries.ts";
import type { SampleValue } from "../../src/recording/recording.ts";

function samples(times: readonly number[], values: readonly SampleValue[], decimals = 18) {
  return { times, values, decimals };
}

describe("differenceSeries", () => {
  it("subtracts integers exactly, whatever their size and decimals", () => {
    const a = samples([0, 10], [10n ** 40n, 5n]);
    assert.deepEqual(differenceSeries(a, samples([0, 10], [10n ** 40n + 1n, 3n])).values, [1n, -2n]);
    const coarse = differenceSeries(samples([0, 10], [1n, 2n], 0), samples([0, 10], [15n, 20n], 1));
    assert.deepEqual(coarse, { times: [0, 10], values: [5n, 0n], decimals: 1 });
  });

  it("has no value where either has none", () => {
    assert.deepEqual(differenceSeries(samples([0, 10], [1n, null]), samples([0, 10], [null, 1n])).values, [
      null,
      null,
    ]);
    assert.deepEqual(differenceSeries(samples([0], [1n]), samples([0, 10], [1n, 2n])).values, [0n, null]);
  });

  it("subtracts numbers as numbers", () => {
    assert.deepEqual(differenceSeries(samples([0], [0.25]), samples([0], [0.75])).values, [0.5]);
  });

  it("compares what is before and after an action with the state of one that took none", () => {
    const times = [0, 100, 101, 200, 201, 300];
    const worked = samples(times, [10n, 10n, 8n, 8n, 6n, 6n]);
    const idle = samples([0, 100, 200, 300], [10n, 10n, 10n, 10n]);
    assert.deepEqual(differenceSeries(idle, worked).values, [0n, 0n, -2n, -2n, -4n, -4n]);
  });

  it("finds the step of a year of hours with an action in each", () => {
    const times = Array.from({ length: 8_760 }, (_, hour) => [hour * 3_600, hour * 3_600 + 1]).flat();
    const values = times.map((time) => BigInt(time));
    const { values: differences } = differenceSeries(samples(times, values), samples(times, values));
    assert.equal(differences.filter((value) => value === 0n).length, times.length);
  });
});
