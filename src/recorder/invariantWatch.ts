import type { Chain } from "../chain/chain.ts";
import type { RecordedEvent, Row } from "../recording/recording.ts";
import { checkInvariant, type Invariant, invariantViolated, type Violation } from "./invariant.ts";
import { invariantSamples } from "./invariantSample.ts";
import type { OnUndecoded } from "./traces/readEvents.ts";

/** An invariant, and how far it has been checked. */
export interface WatchedInvariant {
  readonly invariant: Invariant;
  /** How many of the recording's samples have been checked. */
  readonly checked: number;
  /** The first sample at which it did not hold; it is not checked any more then. */
  readonly violation: Violation | undefined;
  /** Whether its check is to be given again, since a state file cannot hold functions. */
  readonly isMissing?: true;
}

/** Who hears of what happens while invariants are checked. */
export interface CheckingListeners {
  /** Called after each sample. */
  readonly onChecked?: () => void;
  /** Called for each log that a check read, and that cannot be decoded. */
  readonly onUndecoded?: OnUndecoded;
}

/** What came of checking. */
export interface CheckedInvariants {
  readonly invariants: readonly WatchedInvariant[];
  /** New violations, as events of the recording. */
  readonly events: readonly RecordedEvent[];
  /** What the scenario is to fail with, if with anything. */
  readonly error: Error | undefined;
}

/** Starts to watch an invariant, from a sample of the recording on. */
export function watchInvariant(invariant: Invariant, from = 0): WatchedInvariant {
  return { invariant, checked: from, violation: undefined };
}

/** Starts to watch an invariant again, from the first sample on; one whose check is missing still waits for it. */
export function restartInvariant({ invariant, isMissing }: WatchedInvariant): WatchedInvariant {
  return isMissing === true ? { ...watchInvariant(invariant), isMissing } : watchInvariant(invariant);
}

/**
 * Checks invariants on the samples that they have not seen, in order, each up to its first violation.
 *
 * @param rows - all rows of the recording
 * @param events - its events so far, in chain order
 */
export async function checkInvariants(
  chain: Chain,
  invariants: readonly WatchedInvariant[],
  rows: readonly Row[],
  events: readonly RecordedEvent[],
  { onChecked, onUndecoded }: CheckingListeners = {},
): Promise<CheckedInvariants> {
  const unbroken = invariants.filter(({ violation }) => violation === undefined);
  const start = Math.min(...unbroken.map(({ checked }) => checked));
  let current = invariants;
  if (start < rows.length) {
    let index = start;
    for (const sample of invariantSamples(chain, rows, events, start, onUndecoded)) {
      const checks = current.map(async (watched) => {
        if (watched.violation !== undefined || watched.checked > index) return watched;
        const violation = await checkInvariant(watched.invariant, sample);
        return { ...watched, checked: index + 1, violation };
      });
      current = await Promise.all(checks);
      index += 1;
      onChecked?.();
    }
  }
  const found = current.flatMap(({ invariant, violation }, index) =>
    violation === undefined || invariants[index]?.violation !== undefined ? [] : [{ invariant, violation }],
  );
  const reported = found.filter(({ invariant }) => invariant.onViolation !== "record");
  return {
    invariants: current,
    events: found.map(({ violation }) => violation.event),
    error: invariantViolated(reported.map(({ violation }) => violation)),
  };
}
