import { AsyncLocalStorage } from "node:async_hooks";
import { interruptible } from "./kernel/interruptible.ts";

/**
 * Lets scenarios be interrupted, and holds back what comes next until an interrupted one has wound up: the kernel
 * gives its cell up at once and runs the next one while the scenario is still reading its last samples.
 */
export class ScenarioGate {
  /** Set in what a scenario itself calls: its actions must not wait for its end. */
  readonly #inside = new AsyncLocalStorage<true>();
  #ending: Promise<void> | undefined;

  /** Runs a scenario; the signal comes when the user interrupts the kernel. */
  async run<Result>(scenario: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    await this.wait();
    return await interruptible(async (signal) => {
      const result = this.#inside.run(true, () => scenario(signal));
      signal.addEventListener("abort", () => {
        const ending = result.then(
          () => undefined,
          () => undefined,
        );
        this.#ending = ending;
        void ending.then(() => {
          if (this.#ending === ending) this.#ending = undefined;
        });
      });
      return await result;
    });
  }

  /**
   * What anything that touches the chain waits for: the end of an interrupted scenario.
   *
   * @returns `undefined` if there is none, or inside of it
   */
  wait(): Promise<void> | undefined {
    return this.#inside.getStore() === undefined ? this.#ending : undefined;
  }
}
