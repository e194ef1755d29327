import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { time, type TimeUnit } from "../../src/common/time.ts";
import { assertFails } from "../support/assertFails.ts";

const units = { second: 1, minute: 60, hour: 3_600, day: 86_400, week: 604_800 } as const;
const unit = fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[]));

describe("time", () => {
  const cases: readonly [number, TimeUnit, number][] = [
    [0, "days", 0],
    [4, "hours", 14_400],
    [1, "hour", 3_600],
    [1.5, "days", 129_600],
    [0.1, "days", 8_640],
    [1.8, "days", 155_520],
    [1 / 3, "hours", 1_200],
    [0.7, "weeks", 423_360],
    [90, "seconds", 90],
    [2.5, "minutes", 150],
  ];
  for (const [amount, name, seconds] of cases) {
    it(`counts ${amount} ${name} as ${seconds} s`, () => {
      assert.equal(time(amount, name), seconds);
    });
  }

  it("counts whole amounts exactly, in singular and plural", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), unit, (amount, name) => {
        assert.equal(time(amount, name), amount * units[name]);
        assert.equal(time(amount, `${name}s`), amount * units[name]);
      }),
    );
  });

  it("gets back the seconds that a fraction of a unit stands for", () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), unit, (seconds, name) => {
        assert.equal(time(seconds / units[name], name), seconds);
      }),
    );
  });

  it("takes amounts with decimals as they are written", () => {
    fc.assert(
      fc.property(fc.nat(100_000), (hundredths) => {
        assert.equal(time(Number(`${hundredths}e-2`), "days"), hundredths * 864);
      }),
    );
  });

  for (const amount of [-1, 0.00001, Number.NaN, Number.POSITIVE_INFINITY, 1e300]) {
    it(`refuses ${amount} hours`, async () => {
      await assertFails(() => time(amount, "hours"), "INVALID_TIME", `${amount} hours`, "whole");
    });
  }

  it("refuses a unit that it does not know, and lists those that it does", async () => {
    for (const name of ["month", "", "s", "constructor", "Hours"]) {
      await assertFails(
        () => time(1, name as TimeUnit),
        "INVALID_TIME",
        JSON.stringify(name),
        "seconds, minutes, hours, days, weeks",
      );
    }
  });

  it("knows its units when cells are checked", () => {
    const misspelt = (): number => {
      // @ts-expect-error -- no such unit
      return time(1, "fortnights");
    };
    assert.throws(misspelt);
  });
});
