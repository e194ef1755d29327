import type { PlannedRun } from "../plan.ts";
import type { RunOutcome } from "../runResult.ts";

/** What came of a run, as it goes between processes. */
export interface EngineResult {
  readonly outcome: RunOutcome;
  /** `$.recording` as JSON, if it was asked for. */
  readonly recording?: string;
}

/** How an engine makes runs. */
export interface EngineOptions {
  /** Whether results come with recordings. */
  readonly record?: boolean;
  /** Stops: no run begins any more, and those that have begun are given up. */
  readonly signal?: AbortSignal;
  /** Gets each result as it comes, in any order. */
  readonly onResult: (run: PlannedRun, result: EngineResult) => Promise<void>;
}

/** What makes runs: this process, several, or many machines. */
export interface Engine {
  /**
   * Makes runs; resolves when all are done, or the signal has come.
   *
   * @throws WorldFailedError, RunLostError, and whatever `onResult` throws
   */
  run(runs: readonly PlannedRun[], options: EngineOptions): Promise<void>;
  close(): Promise<void>;
}
