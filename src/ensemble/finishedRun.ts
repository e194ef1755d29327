import type { RunError } from "./runResult.ts";
import type { FigureValue, Parameters } from "./scenario.ts";

/** A run of an ensemble, and what became of it, as plain data. */
export interface FinishedRun {
  /** What the run is known by. */
  readonly id: string;
  readonly parameters: Parameters;
  readonly seed: string;
  /** What the run returned, and whatever was added to it since; none if it failed. */
  readonly figures: Readonly<Record<string, FigureValue | string | boolean>>;
  /** Why it failed; absent if it did not. */
  readonly error?: RunError;
}
