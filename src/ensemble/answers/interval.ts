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
 * How likely something is that happened in some of many independent runs: the score interval of Wilson, which holds for
 * shares near 0 and 1, too.
 *
 * @param hits - runs in which it happened
 * @param count - all runs, at least 1
 * @source E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927)
 */
export function shareOf(hits: number, count: number): Share {
  const share = hits / count;
  const spread = z95 ** 2 / count;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (z95 / (1 + spread)) * Math.sqrt((share * (1 - share)) / count + spread / (4 * count));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half), count };
}

/** A share with its interval and count, as a text: `95.0% of 400 runs (92.4–96.7%)`. */
export function shareText({ share, low, high, count }: Share): string {
  const percent = (value: number): string => (100 * value).toFixed(1);
  return `${percent(share)}% of ${count} runs (${percent(low)}–${percent(high)}%)`;
}
