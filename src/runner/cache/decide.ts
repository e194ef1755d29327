import { type Change, changesBetween, type Ingredients } from "./ingredients.ts";

/** What an earlier run depended on. */
export interface KnownRun {
  /** Tells this run from others. */
  readonly key: string;
  /** What was known before it began: cells, parameters, settings, library. */
  readonly given: Ingredients;
  /** What it read on the way: contracts and files, as they were when it read them. */
  readonly read: Ingredients;
}

/** What is to be done about a notebook, and why. */
export type Verdict<Run extends KnownRun> =
  /** All is as it was in this run. */
  | { readonly kind: "reuse"; readonly run: Run }
  /** Nothing is known of an earlier run. */
  | { readonly kind: "run"; readonly why: "new" }
  /** Results of a run that could be reused are lost. */
  | { readonly kind: "run"; readonly why: "lost" }
  /** These are not what they were in the latest run. */
  | { readonly kind: "run"; readonly why: "changed"; readonly changes: readonly Change[] };

/**
 * Decides whether a run of a notebook can be reused. A run does what its ingredients say, so one whose ingredients are
 * all what they are now has the results that a new one would have.
 *
 * @param runs - earlier runs of the notebook, the latest first
 * @param given - what is known now, before a run
 * @param present - what would be read now: at least everything that one of the runs has read
 */
export function decide<Run extends KnownRun>(
  runs: readonly Run[],
  given: Ingredients,
  present: Ingredients,
): Verdict<Run> {
  const compared = runs.map((run) => ({
    run,
    changes: [...changesBetween(run.given, given), ...changesBetween(run.read, only(present, run.read))],
  }));
  const same = compared.find(({ changes }) => changes.length === 0);
  if (same !== undefined) return { kind: "reuse", run: same.run };
  const [latest] = compared;
  if (latest === undefined) return { kind: "run", why: "new" };
  return { kind: "run", why: "changed", changes: latest.changes };
}

function only(present: Ingredients, names: Ingredients): Ingredients {
  return Object.fromEntries(Object.entries(present).filter(([name]) => name in names));
}
