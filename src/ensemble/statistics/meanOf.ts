import { mean, numericSort, quantileSorted } from "simple-statistics";
import { InvalidArgumentsError } from "../../common/errors.ts";
import { createRandom } from "../../common/random.ts";
import type { FinishedRun } from "../finishedRun.ts";
import { type Behind, type FigureOf, type FigureOptions, figureValues, unitsOf } from "./figureValues.ts";

/** How the interval of a mean is found. */
export interface MeanOptions extends FigureOptions {
  /** How sure the interval is, between 0 and 1. Default: 0.95. */
  readonly level?: number;
  /** How often the runs are drawn anew. Default: 1,000. */
  readonly resamples?: number;
  /** Seed of that: one seed, one interval. Default: `"bootstrap"`. */
  readonly seed?: string;
}

/** A mean with its interval, in units. */
export interface Mean extends Behind {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/**
 * The mean of a figure, with a bootstrap interval: what the mean would be if the runs were drawn from themselves, again
 * and again. Exact integers are added up exactly, and divided then.
 *
 * @throws InvalidArgumentsError if an option is out of range, or no run has a value
 * @source B. Efron, Bootstrap methods (1979), percentile interval
 * @example const { mean, low, high, count } = meanOf(runs, "expired", { decimals: 18 });
 */
export function meanOf(runs: readonly FinishedRun[], figure: FigureOf, options: MeanOptions = {}): Mean {
  const { level = 0.95, resamples = 1_000, seed = "bootstrap" } = options;
  assertLevel(level);
  if (!(Number.isInteger(resamples) && resamples >= 100)) {
    throw new InvalidArgumentsError({
      message: `The runs cannot be drawn anew ${resamples} times.`,
      hint: "Give a whole number from 100 on; 1,000 is usual.",
    });
  }
  const { values, count, missing, decimals } = figureValues(runs, figure, options);
  const [center, distances] = centered(values, decimals);
  const random = createRandom(seed);
  const draw = (): number => {
    let sum = 0;
    for (let at = 0; at < count; at += 1) sum += distances[Math.floor(random.float() * count)] ?? 0;
    return sum / count;
  };
  const means = numericSort(Array.from({ length: resamples }, draw));
  const [low, high] = [(1 - level) / 2, (1 + level) / 2].map(
    (share) => center + quantileSorted(means, share),
  );
  return { mean: center, low: low ?? center, high: high ?? center, level, count, missing };
}

/** The mean, and how far each value is from it: differences of exact integers lose nothing. */
function centered(
  values: readonly bigint[] | readonly number[],
  decimals: number,
): [center: number, distances: number[]] {
  const integers = values.filter((value) => typeof value === "bigint");
  if (integers.length === 0) {
    const center = mean(values as readonly number[]);
    return [center, values.map((value) => Number(value) - center)];
  }
  const count = BigInt(integers.length);
  const sum = integers.reduce((total, value) => total + value, 0n);
  const distance = (value: bigint): number => unitsOf(value * count - sum, decimals) / integers.length;
  return [unitsOf(sum, decimals) / integers.length, integers.map(distance)];
}

/** @throws InvalidArgumentsError */
export function assertLevel(level: number): void {
  if (level > 0 && level < 1) return;
  throw new InvalidArgumentsError({
    message: `An interval cannot have the level ${level}.`,
    hint: "Give a share between 0 and 1, such as 0.95.",
  });
}
