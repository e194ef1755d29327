import type { Recording } from "../recording.ts";
import type { Differences } from "./differences.ts";

/** A scenario of one run or of both. */
export interface ComparedScenario {
  /** File name of the notebook, without its ending. */
  readonly notebook: string;
  /** What the scenario's files are called. */
  readonly name: string;
  readonly title: string;
  /** Absent if only the other run has it. */
  readonly base?: Recording;
  readonly head?: Recording;
  /** Absent unless both have it. */
  readonly differences?: Differences;
  /** What exceeds the tolerance, each in a few words. */
  readonly deviations: readonly string[];
}

/** A notebook that did not run to its end. */
export interface FailedNotebook {
  /** File name of the notebook, without its ending. */
  readonly notebook: string;
  /** Which run it was of. */
  readonly side: string;
  readonly reason: string;
}

/** Two runs of the same notebooks, held against each other. */
export interface Comparison {
  /** What each run is called. */
  readonly base: string;
  readonly head: string;
  /** As it was written; absent if none was given. */
  readonly tolerance?: string;
  readonly scenarios: readonly ComparedScenario[];
  readonly failures: readonly FailedNotebook[];
}
