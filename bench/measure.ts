/** Runs something and says how long it took. */
export async function milliseconds(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/**
 * Measures several ways of doing a thing in turns, so that all of them meet the same machine: other processes,
 * the collector, and the processor's clock. The first round only warms up.
 *
 * @param ways - by name; each returns what it measured, in any unit
 * @returns per way, one figure a round, in order of the rounds
 */
export async function alternate<Name extends string>(
  ways: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(ways) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -1; round < rounds; round++) {
    // Every other round runs backwards: what follows a slow way must not always be the same one.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await ways[name]();
      if (round >= 0) figures[name].push(figure);
    }
  }
  return figures;
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
