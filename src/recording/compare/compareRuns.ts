import type { Recording } from "../recording.ts";
import type { ComparedScenario, Comparison, FailedNotebook } from "./comparison.ts";
import { type CompareOptions, compareRecordings } from "./compareRecordings.ts";
import { deviationsOf } from "./deviations.ts";
import type { Tolerance } from "./tolerance.ts";

/** A recording and where it was made. */
export interface RecordedScenario {
  /** File name of the notebook, without its ending. */
  readonly notebook: string;
  /** What the scenario's files are called; of a notebook's, no two are the same. */
  readonly name: string;
  readonly title: string;
  readonly recording: Recording;
}

/** What a run has recorded. */
export interface RecordedRun {
  /** What it is called, such as the name of a contract. */
  readonly name: string;
  readonly scenarios: readonly RecordedScenario[];
  /** Notebooks that did not run to their ends: reason per name. */
  readonly failures?: ReadonlyMap<string, string>;
}

/** How two runs are compared. */
export interface CompareRunsOptions extends CompareOptions {
  readonly tolerance?: Tolerance | undefined;
}

/**
 * Compares two runs of the same notebooks, scenario by scenario. A scenario that only one of them has is told; where
 * the other's notebook failed, it does not count as a deviation besides.
 *
 * @param base - the one that the other is held against
 * @returns the scenarios in the order of the base; then those that only `head` has
 */
export function compareRuns(
  base: RecordedRun,
  head: RecordedRun,
  { tolerance, ...options }: CompareRunsOptions = {},
): Comparison {
  const partnerOf = (one: RecordedScenario, { scenarios }: RecordedRun): RecordedScenario | undefined =>
    scenarios.find(({ notebook, name }) => notebook === one.notebook && name === one.name);
  const alone = (one: RecordedScenario, other: RecordedRun): string[] =>
    tolerance === undefined || other.failures?.has(one.notebook) === true
      ? []
      : [`there is no such scenario in ${other.name}`];
  const inBase = base.scenarios.map((one): ComparedScenario => {
    const { notebook, name, title, recording } = one;
    const other = partnerOf(one, head);
    const scenario = { notebook, name, title, base: recording };
    if (other === undefined) return { ...scenario, deviations: alone(one, head) };
    const differences = compareRecordings(recording, other.recording, options);
    const deviations = tolerance === undefined ? [] : deviationsOf(differences, tolerance);
    return { ...scenario, head: other.recording, differences, deviations };
  });
  const onlyHead = head.scenarios
    .filter((one) => partnerOf(one, base) === undefined)
    .map((one): ComparedScenario => {
      const { notebook, name, title, recording } = one;
      return { notebook, name, title, head: recording, deviations: alone(one, base) };
    });
  return {
    base: base.name,
    head: head.name,
    ...(tolerance === undefined ? {} : { tolerance: tolerance.text }),
    scenarios: [...inBase, ...onlyHead],
    failures: [base, head].flatMap(({ name, failures = new Map<string, string>() }) =>
      [...failures].map(([notebook, reason]): FailedNotebook => ({ notebook, side: name, reason })),
    ),
  };
}
