import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { closest } from "../../src/common/closest.ts";

const known = ["jobPeriodCredits", "jobLiquidityCredits", "totalJobCredits", "bondTime", "keepers", "jobs"];

describe("closest", () => {
  const cases: readonly [string, string][] = [
    ["jobPeriodCredit", "jobPeriodCredits"],
    ["totaljobcredits", "totalJobCredits"],
    ["keeper", "keepers"],
    ["bondtim", "bondTime"],
    ["job", "jobs"],
  ];
  for (const [wanted, meant] of cases) {
    it(`takes ${wanted} for ${meant}`, () => {
      assert.equal(closest(wanted, known)[0], meant);
    });
  }

  it("gives as many as asked for, each once, all of them known", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), fc.nat(10), (wanted, names, count) => {
        const result = closest(wanted, names, count);
        const distinct = new Set(names);
        assert.equal(result.length, Math.min(count, distinct.size));
        assert.equal(new Set(result).size, result.length);
        assert.ok(result.every((name) => distinct.has(name)));
      }),
    );
  });

  it("puts a name that exists first, and does not depend on the order of the others", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), (names) => {
        const [wanted = ""] = names;
        const [best] = closest(wanted, names);
        assert.equal(best?.toLowerCase(), wanted.toLowerCase());
        assert.deepEqual(closest(wanted, names.toReversed()), closest(wanted, names));
      }),
    );
  });

  it("gives nothing where nothing is known", () => {
    assert.deepEqual(closest("anything", []), []);
  });
});
