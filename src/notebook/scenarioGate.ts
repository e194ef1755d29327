import { AsyncLocalStorage } from "node:async_hooks";
import { interruptible } from "./kernel/interruptible.ts";

/**
 * Lets scenarios be interrupted, and holds back what comes next until an interrupted one has wound up: the kernel
 * gives its cell up at once and runs the next one while the scenario is still reading its last samples.
 */
export class ScenarioGate {
  /** Set in what a scenario itself calls: its actions must not wait for its end. */
  readonly #inside = new AsyncLocalStorage<true>();
  #ending: Promise<unknown> = Promise.resolve();

  /** Runs a scenario; the signal comes when the user interrupts the kernel. */
  async run<Result>(scenario: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    await this.pass();
    return await interruptible(async (signal) => {
      const result = this.#inside.run(true, () => scenario(signal));
      signal.addEventListener("abort", () => {
        this.#ending = result.catch(() => undefined);
      });
      return await result;
    });
  }

  /** Waits until an interrupted scenario has wound up; at once if there is none, or inside of it. */
  async pass(): Promise<void> {
    if (this.#inside.getStore() === undefined) await this.#ending;
  }
}
