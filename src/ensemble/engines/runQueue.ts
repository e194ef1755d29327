import type { PlannedRun } from "../plan.ts";
import { parametersKey } from "../trackedParameters.ts";

/**
 * Runs that wait for a process, such that each process gets runs that share the world it has open. Which parameters
 * decide that is learnt from the first results.
 */
export class RunQueue {
  #shared: readonly string[] = [];
  /** By the key of the parameters that are shared. */
  #groups = new Map<string, PlannedRun[]>();
  /** How many processes are at each group. */
  readonly #taken = new Map<string, number>();

  constructor(runs: readonly PlannedRun[]) {
    // Taken from the end, which costs nothing.
    this.#group(runs.toReversed());
  }

  /**
   * The next run for a process.
   *
   * @param previous - the run that it made before, whose world it has
   */
  take(previous: PlannedRun | undefined): PlannedRun | undefined {
    const own = previous === undefined ? undefined : this.#key(previous);
    const key = own !== undefined && this.#groups.has(own) ? own : this.#chooseGroup();
    if (own !== key && own !== undefined) this.#count(own, -1);
    if (key === undefined) return undefined;
    if (own !== key) this.#count(key, 1);
    const group = this.#groups.get(key) ?? [];
    const run = group.pop();
    if (group.length === 0) this.#groups.delete(key);
    return run;
  }

  /** Puts a run back whose process has ended. */
  putBack(run: PlannedRun): void {
    const key = this.#key(run);
    this.#groups.set(key, [...(this.#groups.get(key) ?? []), run]);
  }

  /** Learns which parameters the world and the set-up of a run have read. */
  learn(names: readonly string[]): void {
    if (names.every((name) => this.#shared.includes(name))) return;
    this.#shared = [...new Set([...this.#shared, ...names])].sort();
    this.#taken.clear();
    this.#group([...this.#groups.values()].flat());
  }

  #group(runs: readonly PlannedRun[]): void {
    this.#groups = new Map();
    for (const run of runs) {
      const key = this.#key(run);
      const group = this.#groups.get(key);
      if (group === undefined) this.#groups.set(key, [run]);
      else group.push(run);
    }
  }

  /** The group that the fewest processes are at; the one with most runs among these. */
  #chooseGroup(): string | undefined {
    let best: { readonly key: string; readonly taken: number; readonly size: number } | undefined;
    for (const [key, { length: size }] of this.#groups) {
      const taken = this.#taken.get(key) ?? 0;
      if (best === undefined || taken < best.taken || (taken === best.taken && size > best.size)) {
        best = { key, taken, size };
      }
    }
    return best?.key;
  }

  #count(key: string, change: number): void {
    this.#taken.set(key, Math.max(0, (this.#taken.get(key) ?? 0) + change));
  }

  #key({ parameters }: PlannedRun): string {
    return parametersKey(parameters, this.#shared);
  }
}
