/** How far the events of a name lie from their reference. */
export interface EventComparison {
  readonly name: string;
  /** Events of the reference. */
  readonly expected: number;
  /** Of these, how many were not recorded. */
  readonly missing: number;
  /** Recorded without a counterpart in the reference. */
  readonly extra: number;
  /** Largest difference in time between two that belong together, in seconds. */
  readonly largest: number;
}

/**
 * Pairs the events of a reference with those of a recording: in order, each with the nearest one that is left.
 *
 * @param expected - unix seconds, increasing
 * @param actual - unix seconds, increasing
 */
export function compareEvents(
  name: string,
  expected: readonly number[],
  actual: readonly number[],
): EventComparison {
  const left = [...actual];
  let [missing, largest] = [0, 0];
  for (const time of expected) {
    const nearest = left.reduce<number | undefined>(
      (best, other) => (best === undefined || Math.abs(other - time) < Math.abs(best - time) ? other : best),
      undefined,
    );
    if (nearest === undefined) {
      missing += 1;
      continue;
    }
    left.splice(left.indexOf(nearest), 1);
    largest = Math.max(largest, Math.abs(nearest - time));
  }
  return { name, expected: expected.length, missing, extra: left.length, largest };
}
