import { errorFunction, probit } from "simple-statistics";
import type { FinishedRun } from "../finishedRun.ts";
import type { Behind } from "./figureValues.ts";
import { assertLevel } from "./meanOf.ts";

/** A probability with its interval. */
export interface Probability extends Behind {
  /** Share of the runs in which it happened, 0 to 1. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** Runs in which it happened. */
  readonly hits: number;
}

/**
 * How likely an event is: the share of runs in which it happened, with Wilson's interval, which holds for shares near 0
 * and 1 and for few runs too. Runs that failed are left out; `missing` counts them.
 *
 * @param event - whether it happened in a run; `null` if the run cannot say
 * @param level - how sure the interval is. Default: 0.95
 * @source E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927)
 * @example probabilityOf(runs, ({ figures }) => Number(figures.refused) > 0);
 */
export function probabilityOf(
  runs: readonly FinishedRun[],
  event: (run: FinishedRun) => boolean | null,
  level = 0.95,
): Probability {
  const outcomes = runs.map((run) => (run.error === undefined ? event(run) : null));
  const known = outcomes.filter((outcome) => outcome !== null);
  const hits = known.filter(Boolean).length;
  return { ...wilson(hits, known.length, level), missing: runs.length - known.length };
}

/**
 * Wilson's interval for a share of independent runs; without a run it is all that a share can be.
 *
 * @param hits - runs in which it happened
 * @param count - all runs
 */
export function wilson(hits: number, count: number, level = 0.95): Omit<Probability, "missing"> {
  assertLevel(level);
  if (count === 0) return { share: Number.NaN, low: 0, high: 1, level, hits, count };
  const z = normalQuantile((1 + level) / 2);
  const share = hits / count;
  const weight = z ** 2 / count;
  const center = (share + weight / 2) / (1 + weight);
  const half = (z / (1 + weight)) * Math.sqrt((share * (1 - share)) / count + weight / (4 * count));
  // Rounding must not leave out what is certain.
  const low = hits === 0 ? 0 : center - half;
  return { share, low, high: hits === count ? 1 : center + half, level, hits, count };
}

/** The library's quantile has three digits; Newton's steps on its error function give seven. */
function normalQuantile(share: number): number {
  let z = probit(share);
  for (let step = 0; step < 3; step += 1) {
    const density = Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
    z -= ((1 + errorFunction(z / Math.SQRT2)) / 2 - share) / density;
  }
  return z;
}
