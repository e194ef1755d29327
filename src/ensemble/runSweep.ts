import type { Engine } from "./engines/engine.ts";
import { RunFailedError } from "./errors.ts";
import type { OpenSweep } from "./openSweep.ts";
import type { PlannedRun } from "./plan.ts";
import { repeatCommand } from "./repeatCommand.ts";
import type { RunOutcome, RunResult } from "./runResult.ts";
import type { SweepProgress } from "./sweepProgress.ts";

/** How the runs of a sweep are made. */
export interface RunSweepOptions {
  readonly engine: Engine;
  /** Keeps the recordings of the runs, which are made again if theirs is missing. */
  readonly record?: boolean;
  /** Makes runs again whose results are there. */
  readonly again?: boolean;
  /** Stops at the first run that fails. */
  readonly failFast?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Gets what became of each run, in any order, those found in the folder included. */
  readonly onResult?: (run: PlannedRun, outcome: RunOutcome) => void;
}

/** What became of a sweep. */
export interface SweepCount {
  readonly done: number;
  /** Runs that failed. */
  readonly failed: number;
  /** The first ones with each message, with what repeats them alone. */
  readonly failures: readonly { readonly result: RunResult; readonly repeat: string }[];
  /** Runs whose results were in the folder. */
  readonly found: number;
}

/** How many failures are kept to be shown. */
const shownFailures = 5;

/**
 * Makes the runs whose results a folder does not hold, and writes each result as it comes. When the signal comes, what
 * is done is kept, and the same call goes on from there.
 *
 * @throws RunFailedError with `failFast`; WorldFailedError, RunLostError, InvalidResultsError
 */
export async function runSweep(
  { loaded, folder }: OpenSweep,
  runs: readonly PlannedRun[],
  options: RunSweepOptions,
): Promise<SweepCount> {
  const { engine, record = false, again = false, failFast = false, signal, onProgress, onResult } = options;
  const failures: { result: RunResult; repeat: string }[] = [];
  const count = { done: 0, failed: 0, found: 0 };
  const start = performance.now();
  const note = (run: PlannedRun, result: RunResult): void => {
    count.done += 1;
    if ("error" in result.outcome) {
      count.failed += 1;
      const repeat = repeatCommand(loaded.name, run);
      const isNew = failures.every(({ result: known }) => messageOf(known) !== messageOf(result));
      if (isNew && failures.length < shownFailures) failures.push({ result, repeat });
      if (failFast) throw runFailed(result.outcome.error, repeat);
    }
    onResult?.(run, result.outcome);
  };
  const missing: PlannedRun[] = [];
  for (const run of new Map(runs.map((each) => [each.hash, each])).values()) {
    const result = again ? undefined : await folder.read(run.hash);
    // A run that failed has no recording.
    const unrecorded =
      record && result !== undefined && "figures" in result.outcome && !folder.hasRecording(run.hash);
    if (result === undefined || unrecorded) missing.push(run);
    else {
      count.found += 1;
      note(run, result);
    }
  }
  const total = count.found + missing.length;
  const report = (): void => onProgress?.({ ...count, total, seconds: (performance.now() - start) / 1_000 });
  report();
  await engine.run(missing, {
    record,
    ...(signal === undefined ? {} : { signal }),
    onResult: async (run, { outcome, recording }) => {
      const { hash, seed, parameters } = run;
      const result = { run: hash, scenario: loaded.name, seed, parameters, outcome };
      // The recording first: a result says that everything of its run is there.
      if (recording !== undefined) await folder.writeRecording(hash, recording);
      await folder.write(result);
      note(run, result);
      report();
    },
  });
  return { ...count, failures };
}

function messageOf({ outcome }: RunResult): string | undefined {
  return "error" in outcome ? outcome.error.message : undefined;
}

function runFailed({ name, message }: { name: string; message: string }, repeat: string): RunFailedError {
  return new RunFailedError({
    message: `A run failed: ${name}: ${message}`,
    hint: `This repeats it alone: ${repeat}`,
  });
}
