/** A run of an ensemble, and what became of it, as plain data. */
export interface FinishedRun {
  /** What the run is known by. */
  readonly id: string;
  readonly parameters: Readonly<Record<string, number | bigint | string | boolean>>;
  readonly seed: string;
  /** What the run returned; none if it failed. */
  readonly figures: Readonly<Record<string, number | bigint | string | boolean | null>>;
  /** Why it failed; absent if it did not. */
  readonly error?: { readonly name: string; readonly code?: string; readonly message: string };
}
