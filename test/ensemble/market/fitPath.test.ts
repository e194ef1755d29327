import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createRandom } from "../../../src/common/random.ts";
import { drawPath } from "../../../src/ensemble/market/drawPath.ts";
import { fitPath, type PathFit } from "../../../src/ensemble/market/fitPath.ts";
import { day, type Process } from "../../../src/ensemble/market/process.ts";

/** Draws a long path of a process, to fit it again. */
function drawn(process: Process, days = 2_000) {
  return drawPath(process, { span: days * day, every: day / 2 }, createRandom("fit"));
}

/** Each parameter within four of its standard errors. */
function assertNear(fit: PathFit, expected: Readonly<Record<string, number>>, errors = 4): void {
  for (const [name, value] of Object.entries(expected)) {
    const found = fit.parameters.find(({ parameter }) => parameter === name);
    const off = Math.abs((found?.value ?? Number.NaN) - value) / (found?.error ?? Number.NaN);
    assert.ok(off < errors, `${name} is ${found?.value}, ${off} standard errors from ${value}`);
  }
}

describe("fitPath", () => {
  it("finds drift and volatility of Brownian motion", () => {
    const path = drawn({ kind: "brownian", start: 2, drift: 0.001, volatility: 0.05 });
    const fit = fitPath(path, { kind: "brownian" });
    assertNear(fit, { drift: 0.001, volatility: 0.05 });
    assert.equal(fit.count, 4_000);
    assert.equal(fit.process.start, path.values.at(-1));
  });

  it("finds them over steps of different lengths too", () => {
    const { times, values } = drawn({ kind: "brownian", start: 2, drift: 0.001, volatility: 0.05 });
    const some = <Item>(list: readonly Item[]): Item[] => list.filter((_, at) => at % 7 < 3);
    assertNear(fitPath({ times: some(times), values: some(values) }, { kind: "brownian" }), {
      drift: 0.001,
      volatility: 0.05,
    });
  });

  it("finds level, rate and volatility of mean reversion, on either scale", () => {
    for (const scale of ["log", "linear"] as const) {
      const process = { kind: "reverting", start: 40, level: 40, rate: 0.3, volatility: 0.2, scale } as const;
      const fit = fitPath(drawn(process), { kind: "reverting", scale });
      assertNear(fit, { level: 40, rate: 0.3, volatility: 0.2 });
      assert.equal(fit.process.scale, scale);
    }
  });

  it("tells jumps from the rest", () => {
    const jumps = { rate: 0.02, mean: 1, sd: 0.1 };
    const brownian = fitPath(drawn({ kind: "brownian", start: 2, volatility: 0.05, jumps }), {
      kind: "brownian",
      jumps: true,
    });
    assertNear(brownian, { volatility: 0.05, "jumps.rate": 0.02, "jumps.mean": 1, "jumps.sd": 0.1 });
    assert.ok(brownian.jumpCount > 25, String(brownian.jumpCount));

    const process = { kind: "reverting", start: 40, level: 40, rate: 0.5, volatility: 0.1, jumps } as const;
    const reverting = fitPath(drawn(process), { kind: "reverting", jumps: true });
    // A jump has decayed a little when the next value shows it.
    assertNear(reverting, { level: 40, rate: 0.5, "jumps.rate": 0.02 }, 5);
    assert.ok(Math.abs((reverting.process.jumps?.mean ?? 0) - 0.88) < 0.06);
    assert.equal(fitPath(drawn(process), { kind: "reverting" }).jumpCount, 0);
  });

  it("shows what was fitted, with the count behind it", () => {
    const { text } = fitPath(drawn({ kind: "brownian", start: 2, volatility: 0.05 }, 40), {
      kind: "brownian",
    });
    assert.match(text, /^Geometric Brownian motion, fitted to 80 steps over 40 days\n/);
    assert.match(text, /\nvolatility +0\.0\d+ +± 0\.00\d+ +of the logarithm, √day$/m);
  });

  it("refuses a path that says nothing, has no logarithm, or does not revert", () => {
    const times = Array.from({ length: 30 }, (_, at) => at * day);
    const path = (value: (at: number) => number) => ({ times, values: times.map((_, at) => value(at)) });
    const fit = (values: ReturnType<typeof path>) => fitPath(values, { kind: "reverting" });
    assert.throws(() => fit({ times: [0, 1], values: [1, 2] }), /2 values: too few/);
    assert.throws(() => fit(path((at) => at)), /the value 0, which has no logarithm/);
    assert.throws(() => fit(path((at) => 2 ** at)), {
      code: "INVALID_ARGUMENTS",
      message: /does not revert/,
    });
  });
});
