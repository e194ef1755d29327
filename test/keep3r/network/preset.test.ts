import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertValidPreset, type Preset } from "../../../src/keep3r/network/preset.ts";
import { documentationPreset, presets } from "../../../src/keep3r/network/presets.ts";
import { assertFails } from "../../support/assertFails.ts";

const good: Preset = {
  name: "good",
  description: "A preset that is valid",
  startTime: 2_000,
  baseFee: 0n,
  prices: [
    { time: 1_000, tick: -887_272 },
    { time: 2_000, tick: 887_272, fraction: 0.9999 },
  ],
  positions: [
    { tickLower: -887_200, tickUpper: 887_200, liquidity: 1n },
    { tickLower: -200, tickUpper: 0, liquidity: 1n },
  ],
  observationCardinality: 65_535,
};
const price = { time: 1_000, tick: 0 };
const position = { tickLower: -200, tickUpper: 200, liquidity: 1n };

/** What is wrong, and what the message must say of it. */
const bad: readonly [string, Partial<Preset>, string | RegExp][] = [
  ["a start time in fractions", { startTime: 2_000.5 }, "startTime 2000.5"],
  ["a start time of zero", { startTime: 0 }, "startTime 0"],
  ["a start time that is no number", { startTime: Number.NaN }, "startTime NaN"],
  ["a negative base fee", { baseFee: -1n }, "baseFee -1"],
  ["no prices", { prices: [] }, "prices is empty"],
  [
    "prices out of order",
    { prices: [{ time: 1_500, tick: 0 }, price] },
    "price time 1000 does not come after 1500",
  ],
  ["two prices at one time", { prices: [price, price] }, "price time 1000 does not come after 1000"],
  ["a price time in fractions", { prices: [{ time: 0.5, tick: 0 }] }, "price time 0.5"],
  ["a tick beyond the largest", { prices: [{ ...price, tick: 887_273 }] }, "tick 887273"],
  ["a tick beyond the smallest", { prices: [{ ...price, tick: -887_273 }] }, "tick -887273"],
  ["a tick in fractions", { prices: [{ ...price, tick: 1.5 }] }, "tick 1.5"],
  ["a fraction of a whole tick", { prices: [{ ...price, fraction: 1 }] }, "fraction 1"],
  ["a negative fraction", { prices: [{ ...price, fraction: -0.1 }] }, "fraction -0.1"],
  ["a fraction of five decimals", { prices: [{ ...price, fraction: 0.12345 }] }, "fraction 0.12345"],
  [
    "a start before the last price",
    { startTime: 1_999 },
    "startTime 1999 lies before the last price at 2000",
  ],
  ["no positions", { positions: [] }, "positions is empty"],
  [
    "a lower tick off the spacing",
    { positions: [{ ...position, tickLower: -100 }] },
    "position from -100 to 200",
  ],
  [
    "an upper tick off the spacing",
    { positions: [{ ...position, tickUpper: 201 }] },
    "position from -200 to 201",
  ],
  ["ticks in falling order", { positions: [{ ...position, tickLower: 400 }] }, "position from 400 to 200"],
  ["ticks that are equal", { positions: [{ ...position, tickLower: 200 }] }, "position from 200 to 200"],
  ["a position beyond the last tick", { positions: [{ ...position, tickUpper: 887_400 }] }, "to 887400"],
  ["no liquidity in a position", { positions: [{ ...position, liquidity: 0n }] }, "liquidity 0"],
  ["negative liquidity", { positions: [{ ...position, liquidity: -5n }] }, "liquidity -5"],
  ["no observations", { observationCardinality: 0 }, "observationCardinality 0"],
  ["too many observations", { observationCardinality: 65_536 }, "observationCardinality 65536"],
  ["a market without a pair of KP3R", { keep3rV1Market: "Balancer" as never }, 'keep3rV1Market "Balancer"'],
  ["half an observation", { observationCardinality: 1.5 }, "observationCardinality 1.5"],
];

describe("assertValidPreset", () => {
  it("accepts values at their limits", () => {
    assert.doesNotThrow(() => {
      assertValidPreset(good);
    });
  });

  it("accepts every fraction of four decimals", () => {
    for (let part = 0; part < 10_000; part += 1) {
      const prices = [{ ...price, fraction: part / 10_000 }];
      assert.doesNotThrow(() => {
        assertValidPreset({ ...good, prices });
      }, String(part));
    }
  });

  for (const preset of presets) {
    it(`accepts the preset ${preset.name}`, () => {
      assert.doesNotThrow(() => {
        assertValidPreset(preset);
      });
    });
  }

  for (const [what, change, says] of bad) {
    it(`refuses ${what}`, async () => {
      const attempt = (): void => {
        assertValidPreset({ ...good, ...change });
      };
      await assertFails(attempt, "INVALID_PRESET", 'Preset "good"', says);
    });
  }
});

describe("presets", () => {
  it("have names of their own", () => {
    assert.equal(new Set(presets.map(({ name }) => name)).size, presets.length);
    assert.ok(presets.includes(documentationPreset));
  });
});
