import { setTimeout } from "node:timers/promises";

/** Paths that have changed since the last time somebody asked. */
export interface Changes {
  readonly paths: ReadonlySet<string>;
  /** When the first of them was noticed, as `performance.now()`. */
  readonly since: number;
}

/** Milliseconds without a change after which editors have most likely written all that they write. */
const quiet = 60;

/** Milliseconds after which it goes on although things keep changing. */
const longestWait = 1_000;

/** Collects changes until somebody has time for them; none is lost. */
export class ChangeQueue {
  #paths = new Set<string>();
  #since = 0;
  #last = 0;
  #wake: (() => void) | undefined;

  /** Adds a path; one that is there already counts as changed again. */
  add(path: string): void {
    this.#last = performance.now();
    if (this.#paths.size === 0) this.#since = this.#last;
    this.#paths.add(path);
    this.#wake?.();
  }

  /**
   * Waits until something has changed and nothing else follows at once, and hands it over.
   *
   * @returns `undefined` if the signal comes
   */
  async take(signal: AbortSignal): Promise<Changes | undefined> {
    if (this.#paths.size === 0) await this.#nextChange(signal);
    for (;;) {
      if (signal.aborted) return undefined;
      const now = performance.now();
      const rest = Math.min(this.#last + quiet, this.#since + longestWait) - now;
      if (rest <= 0) break;
      await setTimeout(rest);
    }
    const paths = this.#paths;
    this.#paths = new Set();
    return { paths, since: this.#since };
  }

  async #nextChange(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      signal.addEventListener(
        "abort",
        () => {
          resolve();
        },
        { once: true },
      );
    });
    this.#wake = undefined;
  }
}
