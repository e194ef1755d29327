import { setTimeout } from "node:timers/promises";

/** When the next request may be sent to an endpoint that has asked to be asked later, or less often. */
export class Pace {
  #next = 0;
  #interval = 0;

  /** No request before so many milliseconds have passed. */
  pause(milliseconds: number): void {
    this.#next = Math.max(this.#next, performance.now() + milliseconds);
  }

  /** From now on so many requests a second, > 0; an interval is never longer than `longest` milliseconds. */
  limit(rate: number, longest: number): void {
    this.#interval = Math.min(1_000 / rate, longest);
  }

  /** Waits for the turn of one request; ends early when `signal` aborts. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const turn = Math.max(now, this.#next);
    this.#next = turn + this.#interval;
    if (turn > now) await setTimeout(turn - now, undefined, { signal }).catch(() => undefined);
  }
}
