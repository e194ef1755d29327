/**
 * Says which samples of two recordings show the same moment.
 *
 * Clocks differ: one may drift by seconds a step, and two samples around an action may carry one time. So samples are
 * counted in steps since the first, each recording by its own start. Within a step the first is the state before the
 * step's actions and the last the state after them. One sample stands for both where nothing was done; where the last
 * step of `times` holds one sample, it was left before the actions, so that what `others` holds after them has no
 * counterpart.
 *
 * @param times - of the samples whose partners are looked for, unix seconds, not decreasing
 * @param others - times of the samples among which they are, the same
 * @param step - seconds between samples, in both. Default: the gap that `times` has most often
 * @returns for each of `times` the place of its partner in `others`, or `undefined` if that step has no sample there
 * @example pairSamples([1000, 1060], [0, 60, 120]); // [0, 1]
 */
export function pairSamples(
  times: readonly number[],
  others: readonly number[],
  step = usualStep(times),
): (number | undefined)[] {
  const available = groupBySteps(others, step);
  const partners = new Array<number | undefined>(times.length).fill(undefined);
  for (const [number, places] of groupBySteps(times, step)) {
    const candidates = available.get(number) ?? [];
    places.forEach((place, rank) => {
      const isLast = rank > 0 && rank === places.length - 1;
      partners[place] = isLast ? candidates.at(-1) : candidates[Math.min(rank, candidates.length - 1)];
    });
  }
  return partners;
}

/** Places of the samples by the number of their step. */
function groupBySteps(times: readonly number[], step: number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  const [start = 0] = times;
  times.forEach((time, place) => {
    const number = Math.round((time - start) / step);
    const group = groups.get(number);
    if (group === undefined) groups.set(number, [place]);
    else group.push(place);
  });
  return groups;
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
