import type { Notebook } from "hardhat-simulation/notebook";

/** How a recording compares with closed forms. */
export interface Verdict {
  readonly protocol: string;
  readonly rows: number;
  /** Rows of which a value is not what its closed form gives, to the wei. */
  readonly differing: readonly string[];
  /** What recordings call the contracts. */
  readonly contracts: readonly (string | undefined)[];
}

/** What was so from some time on; a time is a block's, unix seconds. */
export class History<State> {
  readonly #entries: [since: number, state: State][] = [];

  add(since: number, state: State): void {
    this.#entries.push([since, state]);
  }

  /** The latest entry at a time. */
  at(time: number): { readonly since: number; readonly state: State } {
    const entry = this.#entries.findLast(([since]) => since <= time);
    if (entry === undefined) throw new Error(`Nothing is known of ${time}.`);
    return { since: entry[0], state: entry[1] };
  }
}

/** Compares every recorded value with the one that is expected at its time. */
export function compareRows(
  protocol: string,
  $: Notebook,
  expected: Readonly<Record<string, (time: number) => bigint>>,
): Verdict {
  const { rows, source } = $.recording;
  const differing = rows.flatMap(({ time, values }) => {
    const wrong = Object.entries(expected)
      .map(([name, valueAt]) => [name, values[name], valueAt(time)] as const)
      .filter(([, actual, wanted]) => actual !== wanted);
    return wrong.map(([name, actual, wanted]) => `${name} at ${time}: ${actual}, not ${wanted}`);
  });
  return { protocol, rows: rows.length, differing, contracts: source.contracts.map(({ name }) => name) };
}
