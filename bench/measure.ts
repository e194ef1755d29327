/** Runs something and says how long it took. */
export async function milliseconds(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** What one way of doing a thing was measured at. */
export interface Rounds {
  /** In the first round, in which code is not compiled yet and caches are empty. */
  readonly first: number;
  /** In each of the rounds after it. */
  readonly warm: readonly number[];
}

/**
 * Measures several ways of doing a thing in turns, so that all of them meet the same machine: other processes,
 * the collector, and the processor's clock.
 *
 * @param ways - by name; each returns what it measured, in any unit
 * @param rounds - how often, after a first round
 */
export async function alternate<Name extends string>(
  ways: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<Record<Name, Rounds>> {
  const names = Object.keys(ways) as Name[];
  const figures = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    // Every other round runs backwards: what follows a slow way must not always be the same one.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      figures.get(name)?.push(await ways[name]());
    }
  }
  const entries = [...figures].map(([name, [first = NaN, ...warm]]) => [name, { first, warm }]);
  return Object.fromEntries(entries) as Record<Name, Rounds>;
}

/** The middle one of several figures; `NaN` of none. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** The median over rounds of one way's figure divided by another's of the same round. */
export function medianRatio(figures: readonly number[], base: readonly number[]): number {
  return median(figures.map((figure, round) => figure / (base[round] ?? NaN)));
}

/** Rounds to significant digits; more would only be noise. */
export function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}
