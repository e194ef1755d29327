/** How samples lie in time. */
export interface StepOptions {
  /** Seconds between samples; the first of them starts the steps. */
  readonly step: number;
}

/**
 * Says which sample of a recording shows the same moment as a sample of a reference.
 *
 * Clocks differ: one may drift by seconds a step, and two samples around an action may carry one time. So samples
 * are counted in steps since the first, each recording by its own start. Within a step the first is the state
 * before the step's actions and the last the state after them. One sample stands for both where nothing was done;
 * a reference whose last step holds one sample was left before the actions, so that what we recorded after them
 * has no counterpart.
 *
 * @param expected - times of the reference, unix seconds, not decreasing
 * @param actual - times of the recording, the same
 * @returns for each sample of the reference the place of its partner, or `undefined` if its step has no sample
 * @example alignSamples([0, 19, 19], [100, 110], { step: 10 }); // [0, undefined, undefined]: 19 is step 2
 */
export function alignSamples(
  expected: readonly number[],
  actual: readonly number[],
  { step }: StepOptions,
): (number | undefined)[] {
  const available = groupBySteps(actual, step);
  const partners = new Array<number | undefined>(expected.length).fill(undefined);
  for (const [number, places] of groupBySteps(expected, step)) {
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
    groups.set(number, [...(groups.get(number) ?? []), place]);
  });
  return groups;
}
