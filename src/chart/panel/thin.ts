/**
 * Picks the samples that a line needs to look the same at a given width: in each of `buckets` equal
 * stretches of time the first, the lowest, the highest and the last, and both ends of every gap.
 *
 * @param times - increasing
 * @param values - same length as `times`; `null` is a gap
 * @param buckets - stretches of time, about one per pixel, >= 1
 * @returns indices to keep, increasing
 * @source M4, U. Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014
 */
export function thin(
  times: readonly number[],
  values: readonly (number | null)[],
  buckets: number,
): number[] {
  const start = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - start;
  const kept = new Set<number>();
  let bucket = -1;
  let last = -1;
  let lowest = -1;
  let highest = -1;

  const close = (): void => {
    for (const index of [lowest, highest, last]) {
      if (index >= 0) {
        kept.add(index);
      }
    }
  };

  times.forEach((time, index) => {
    const value = values[index] ?? null;
    const its = span === 0 ? 0 : Math.min(buckets - 1, Math.floor(((time - start) / span) * buckets));
    if (its !== bucket) {
      close();
      bucket = its;
      kept.add(index);
      last = lowest = highest = index;
    }
    if ((value === null) !== ((values[index - 1] ?? null) === null)) {
      kept.add(index);
      if (index > 0) {
        kept.add(index - 1);
      }
    }
    last = index;
    if (value !== null) {
      lowest = lower(values, index, lowest);
      highest = higher(values, index, highest);
    }
  });
  close();
  return [...kept].sort((a, b) => a - b);
}

function lower(values: readonly (number | null)[], index: number, best: number): number {
  return (values[index] ?? Infinity) < (values[best] ?? Infinity) ? index : best;
}

function higher(values: readonly (number | null)[], index: number, best: number): number {
  return (values[index] ?? -Infinity) > (values[best] ?? -Infinity) ? index : best;
}
