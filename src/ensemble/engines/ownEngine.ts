import type { PlannedRun } from "../plan.ts";
import type { Scenario } from "../scenario.ts";
import { ScenarioHost } from "../scenarioHost.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { RunQueue } from "./runQueue.ts";

/** Makes runs in this very process, one after another. */
export class OwnEngine implements Engine {
  readonly #host: ScenarioHost;

  constructor(scenario: Scenario) {
    this.#host = new ScenarioHost(scenario);
  }

  async run(runs: readonly PlannedRun[], { record = false, signal, onResult }: EngineOptions): Promise<void> {
    const queue = new RunQueue(runs);
    let run = queue.take(undefined);
    while (run !== undefined && signal?.aborted !== true) {
      const { parameters, seed } = run;
      const { shared, outcome, recording } = await this.#host.run({ parameters, seed, record });
      queue.learn(shared);
      await onResult(run, { outcome, ...(recording === undefined ? {} : { recording }) });
      run = queue.take(run);
    }
  }

  async close(): Promise<void> {
    await this.#host.close();
  }
}
