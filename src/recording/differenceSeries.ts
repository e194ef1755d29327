import { alignSamples } from "./alignSamples.ts";
import { subtractSamples } from "./differenceOf.ts";
import type { SampleValue, Series } from "./recording.ts";

/**
 * Subtracts one series from another, sample by sample, as exact integers.
 *
 * Which samples belong together: see {@link alignSamples}. The steps are those of `b`, as long as most of its gaps.
 *
 * @param a - what is subtracted
 * @param b - from what; the result has its times
 * @returns `b` - `a`; `null` where `a` has no sample of that step, or either has no value
 * @example differenceSeries(before, after).values.every((value) => value === 0n);
 */
export function differenceSeries(
  a: Pick<Series, "times" | "values" | "decimals">,
  b: Pick<Series, "times" | "values" | "decimals">,
): { times: readonly number[]; values: SampleValue[]; decimals: number } {
  const decimals = Math.max(a.decimals, b.decimals);
  const partners = alignSamples(b.times, a.times, { step: usualStep(b.times) });
  return {
    times: b.times,
    decimals,
    values: partners.map((partner, index) =>
      partner === undefined ? null : subtractSamples(b, index, a, partner, decimals),
    ),
  };
}

/** Samples this much closer than the usual gap lie around an action: they belong to one step. */
const within = 0.05;

/** Seconds from step to step. */
function usualStep(times: readonly number[]): number {
  const usual = commonGap(times);
  let last = -Infinity;
  const steps = times.filter((time) => {
    const isNew = time - last > usual * within;
    if (isNew) last = time;
    return isNew;
  });
  return commonGap(steps);
}

/** The gap that occurs most often, in seconds; of those that occur as often, the longest. */
function commonGap(times: readonly number[]): number {
  const counts = new Map<number, number>();
  times.forEach((time, index) => {
    const gap = time - (times[index - 1] ?? time);
    if (gap > 0) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  });
  const [first] = [...counts].sort(([gapA, a], [gapB, b]) => b - a || gapB - gapA);
  return first?.[0] ?? 1;
}
