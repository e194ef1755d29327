import { wilson } from "../statistics/probabilityOf.ts";

/** The 97.5% quantile of the standard normal distribution: 95% lie between it and its negative. */
export const z95 = 1.959964;

/** A share of runs with the 95% interval in which the probability behind it lies. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Runs that it was counted in. */
  readonly count: number;
}

/**
 * How likely something is that happened in some of many independent runs, by Wilson's interval of 95%.
 *
 * @param hits - runs in which it happened
 * @param count - all runs, at least 1
 */
export function shareOf(hits: number, count: number): Share {
  const { share, low, high } = wilson(hits, count);
  return { share, low, high, count };
}

/** A share with its interval and count, as a text: `95.0% of 400 runs (92.4–96.7%)`. */
export function shareText({ share, low, high, count }: Share): string {
  const percent = (value: number): string => (100 * value).toFixed(1);
  return `${percent(share)}% of ${count} runs (${percent(low)}–${percent(high)}%)`;
}
