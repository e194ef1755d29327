/** How far a sweep is. */
export interface SweepProgress {
  /** Runs whose results are there, those found in the folder included. */
  readonly done: number;
  /** All runs, of this shard. */
  readonly total: number;
  /** Runs that failed. */
  readonly failed: number;
  /** Runs whose results were there before. */
  readonly found: number;
  /** Seconds since the first run began. */
  readonly seconds: number;
}

/** Runs a second, of those that were made now. */
export function runRate({ done, found, seconds }: SweepProgress): number {
  return seconds > 0 ? (done - found) / seconds : 0;
}

/** Seconds that the rest takes at this rate; `undefined` while nothing is known. */
export function secondsLeft(progress: SweepProgress): number | undefined {
  const rate = runRate(progress);
  return rate > 0 ? (progress.total - progress.done) / rate : undefined;
}
