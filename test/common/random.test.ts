import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createRandom, type Random, type RandomPosition } from "../../src/common/random.ts";
import { InvalidArgumentsError } from "../../src/common/errors.ts";

const many = 20_000;

const take = (random: Random, count = 20): number[] => Array.from({ length: count }, () => random.float());
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("createRandom", () => {
  it("is the published xoshiro128**", () => {
    const random = createRandom("", { state: "00000001000000020000000300000004" });
    // First outputs of the authors' C code from the state 1, 2, 3, 4.
    const words = [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ];
    for (let word = 0; word < words.length; word += 2) {
      const [high = 0, low = 0] = words.slice(word, word + 2);
      assert.equal(random.float(), ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53);
    }
  });

  it("repeats a seed, and tells seeds apart", () => {
    assert.deepEqual(take(createRandom("7")), take(createRandom("7")));
    assert.notDeepEqual(take(createRandom("7")), take(createRandom("8")));
  });

  it("spreads numbers evenly from 0 to below 1", () => {
    const values = take(createRandom("even"), many);
    assert.ok(values.every((value) => value >= 0 && value < 1));
    // Five standard errors of a uniform mean.
    assert.ok(Math.abs(mean(values) - 0.5) < (5 * Math.sqrt(1 / 12)) / Math.sqrt(many));
  });

  it("gives every whole number of a range, ends included, equally often", () => {
    const random = createRandom("dice");
    const counts = new Map<number, number>();
    for (let roll = 0; roll < many; roll++) {
      const pips = random.integer(-2, 3);
      counts.set(pips, (counts.get(pips) ?? 0) + 1);
    }
    assert.deepEqual(
      [...counts.keys()].sort((one, other) => one - other),
      [-2, -1, 0, 1, 2, 3],
    );
    const expected = many / 6;
    const chiSquared = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    // 99.99% of fair dice stay below this with five degrees of freedom.
    assert.ok(chiSquared < 25.7, String(chiSquared));
  });

  it("stays within any range, the widest too", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.nat({ max: 2 ** 31 }), (seed, min, width) => {
        const value = createRandom(seed).integer(min, min + width);
        assert.ok(Number.isSafeInteger(value) && value >= min && value <= min + width);
      }),
    );
    assert.ok(createRandom("wide").integer(0, Number.MAX_SAFE_INTEGER) > 0);
  });

  it("draws normal numbers of the mean and the deviation asked for", () => {
    const random = createRandom("normal");
    const values = Array.from({ length: many }, () => random.normal(40, 10));
    const average = mean(values);
    const variance = mean(values.map((value) => (value - average) ** 2));
    assert.ok(Math.abs(average - 40) < (5 * 10) / Math.sqrt(many));
    assert.ok(Math.abs(variance - 100) < 5 * 100 * Math.sqrt(2 / many));
    assert.equal(random.normal(3, 0), 3);
  });

  it("chooses and shuffles without losing or changing anything", () => {
    const items = Object.freeze(["a", "b", "c", "d", "e"]);
    const random = createRandom("cards");
    assert.deepEqual(random.shuffle(items).sort(), items);
    assert.deepEqual(new Set(Array.from({ length: 200 }, () => random.choice(items))), new Set(items));
    const firsts = new Set(Array.from({ length: 200 }, () => random.shuffle(items)[0]));
    assert.deepEqual(firsts, new Set(items));
  });

  it("keeps named streams apart from it and from each other", () => {
    const random = createRandom("7");
    const alone = take(createRandom("7"));
    const gas = take(random.stream("gas"));
    assert.deepEqual(take(random), alone);
    assert.notDeepEqual(gas, alone);
    assert.notDeepEqual(take(random.stream("price")), gas);
    assert.deepEqual(take(createRandom("7").stream("gas")), gas);
    assert.notDeepEqual(
      take(createRandom("7").stream("a").stream("b")),
      take(createRandom("7").stream("ab")),
    );
  });

  it("goes on where a position stands that went through JSON, streams included", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 9 }), fc.string(), (seed, moved, name) => {
        const random = createRandom(seed);
        take(random, moved);
        take(random.stream(name).stream("inner"), moved + 1);
        const position = JSON.stringify(random.position);
        const goesOn = createRandom(seed, JSON.parse(position) as RandomPosition);
        const rest = [random, random.stream(name), random.stream(name).stream("inner")].map((one) =>
          take(one, 3),
        );
        assert.deepEqual(
          [goesOn, goesOn.stream(name), goesOn.stream(name).stream("inner")].map((one) => take(one, 3)),
          rest,
        );
      }),
    );
  });

  it("goes back, in streams at hand too, and in those that were taken later", () => {
    const random = createRandom("7");
    const early = random.stream("early");
    take(early, 5);
    const before = random.position;
    const drawn = [take(random), take(early)];
    const late = random.stream("late");
    const lateDrawn = take(late);
    random.position = before;
    assert.deepEqual([take(random), take(early)], drawn);
    assert.deepEqual(take(late), lateDrawn);
  });

  it("refuses what it cannot draw from", () => {
    const random = createRandom("7");
    const refused = [
      () => random.integer(2, 1),
      () => random.integer(0.5, 2),
      () => random.integer(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
      () => random.normal(0, -1),
      () => random.normal(Number.NaN),
      () => random.choice([]),
      () => createRandom("7", { state: "0".repeat(32) }),
      () => createRandom("7", { state: "cafe" }),
    ];
    for (const draw of refused) assert.throws(draw, InvalidArgumentsError);
  });
});
