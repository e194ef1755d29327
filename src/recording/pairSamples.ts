import { alignSamples } from "./alignSamples.ts";

/**
 * Says which samples of two recordings belong together, by their step since the start of each: see
 * {@link alignSamples}. The steps are those of `b`, as long as most of its gaps.
 *
 * @param a - times of one, unix seconds, not decreasing
 * @param b - times of the other, the same
 * @returns for each sample of `b` the place of its partner in `a`, or `undefined` if that step has no sample
 * @example pairSamples([0, 60, 120], [1000, 1060]); // [0, 1]
 */
export function pairSamples(a: readonly number[], b: readonly number[]): (number | undefined)[] {
  return alignSamples(b, a, { step: usualStep(b) });
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
