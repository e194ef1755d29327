/** A counting semaphore: so many tasks run at a time, the others wait in the order in which they came. */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param permits - how many tasks run at a time, ≥ 1 */
  constructor(permits: number) {
    this.#free = permits;
  }

  /** Runs a task when there is a permit for it, and gives the permit back when it has ended. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
