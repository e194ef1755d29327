import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mean, sampleVariance } from "simple-statistics";
import { createRandom } from "../../../src/common/random.ts";
import { drawPath } from "../../../src/ensemble/market/drawPath.ts";
import { day, type Process } from "../../../src/ensemble/market/process.ts";

const count = 4_000;

/** Values at the end of many paths; steps of a third of the span, so that steps must add up. */
function ends(process: Process, days: number): number[] {
  const random = createRandom("closed form");
  return Array.from({ length: count }, () => {
    const { values } = drawPath(process, { span: days * day, every: (days * day) / 3 }, random);
    return values.at(-1) ?? Number.NaN;
  });
}

/** Mean and variance within five standard errors; that of a variance needs the fourth moment, 3 for normal values. */
function assertMoments(
  values: readonly number[],
  expected: { mean: number; variance: number },
  kurtosis = 3,
): void {
  const root = Math.sqrt(count);
  const offMean = Math.abs(mean([...values]) - expected.mean) / (Math.sqrt(expected.variance) / root);
  const offVariance =
    Math.abs(sampleVariance([...values]) - expected.variance) /
    ((expected.variance * Math.sqrt(kurtosis - 1)) / root);
  assert.ok(offMean < 5, `the mean is ${offMean} standard errors off`);
  assert.ok(offVariance < 5, `the variance is ${offVariance} standard errors off`);
}

const logs = (values: readonly number[]): number[] => values.map(Math.log);

describe("drawPath", () => {
  it("draws geometric Brownian motion: mean start · exp(drift · t), log variance volatility² · t", () => {
    const values = ends({ kind: "brownian", start: 3, drift: 0.02, volatility: 0.1 }, 6);
    assertMoments(logs(values), { mean: Math.log(3) + 6 * (0.02 - 0.005), variance: 0.06 });
    const expected = 3 * Math.exp(0.12);
    assertMoments(values, { mean: expected, variance: expected ** 2 * (Math.exp(0.06) - 1) }, 4.2);
  });

  it("draws mean reversion in the value itself", () => {
    const values = ends(
      { kind: "reverting", start: 9, level: 5, rate: 0.4, volatility: 2, scale: "linear" },
      2,
    );
    assertMoments(values, { mean: 5 + 4 * Math.exp(-0.8), variance: (4 * (1 - Math.exp(-1.6))) / 0.8 });
  });

  it("draws mean reversion in the logarithm, where no value reaches 0", () => {
    const values = ends({ kind: "reverting", start: 40, level: 20, rate: 1.5, volatility: 1.2 }, 1);
    const variance = (1.44 * (1 - Math.exp(-3))) / 3;
    assertMoments(logs(values), { mean: Math.log(20) + Math.LN2 * Math.exp(-1.5), variance });
    assert.ok(Math.min(...values) > 0);
  });

  it("draws jumps: log mean and variance of Merton's diffusion", () => {
    const jumps = { rate: 0.8, mean: 0.5, sd: 0.2 };
    const values = ends({ kind: "brownian", start: 1, volatility: 0.1, jumps }, 5);
    const variance = 5 * (0.01 + 0.8 * (0.25 + 0.04));
    assertMoments(logs(values), { mean: 5 * (-0.005 + 0.4), variance }, 3.5);
  });

  it("lets jumps decay where the process reverts", () => {
    const [rate, t] = [0.9, 2];
    const jumps = { rate: 3, mean: 1, sd: 0.5 };
    const process = {
      kind: "reverting",
      start: 5,
      level: 5,
      rate,
      volatility: 0.6,
      scale: "linear",
      jumps,
    } as const;
    const variance = ((0.36 + 3 * 1.25) * (1 - Math.exp(-2 * rate * t))) / (2 * rate);
    assertMoments(ends(process, t), { mean: 5 + (3 * (1 - Math.exp(-rate * t))) / rate, variance }, 4);
  });

  it("gives one path for one seed, at every step and at the end", () => {
    const process: Process = { kind: "brownian", start: 1, volatility: 0.5 };
    const draw = (seed: string) => drawPath(process, { span: 100, every: 40 }, createRandom(seed));
    assert.deepEqual(draw("a"), draw("a"));
    assert.notDeepEqual(draw("a"), draw("b"));
    assert.deepEqual(draw("a").times, [0, 40, 80, 100]);
    assert.equal(draw("a").values[0], 1);
  });

  it("refuses parameters out of range, by name", () => {
    const refused: [object, RegExp][] = [
      [{ kind: "walk", start: 1 }, /kind "walk"/],
      [{ kind: "brownian", start: 0, volatility: 1 }, /start 0/],
      [{ kind: "brownian", start: 1, volatility: -1 }, /volatility -1/],
      [{ kind: "reverting", start: 1, level: 1, rate: 0, volatility: 1 }, /rate 0/],
      [{ kind: "brownian", start: 1, volatility: 1, jumps: { rate: -1, mean: 0, sd: 0 } }, /jumps.rate -1/],
    ];
    const draw = (process: object, span = 1) =>
      drawPath(process as Process, { span, every: 1 }, createRandom("a"));
    for (const [process, message] of refused)
      assert.throws(() => draw(process), { code: "INVALID_ARGUMENTS", message });
    assert.throws(() => draw({ kind: "brownian", start: 1, volatility: 1 }, 0), /span 0 s/);
  });
});
