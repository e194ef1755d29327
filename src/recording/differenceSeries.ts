import { pairSamples } from "./pairSamples.ts";
import type { SampleValue, Series } from "./recording.ts";
import { subtractSamples } from "./subtractSamples.ts";

/**
 * Subtracts one series from another, sample by sample, as exact integers.
 *
 * Which samples belong together: see {@link pairSamples}.
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
  const partners = pairSamples(b.times, a.times);
  return {
    times: b.times,
    decimals,
    values: partners.map((partner, index) =>
      partner === undefined ? null : subtractSamples(b, index, a, partner, decimals),
    ),
  };
}
