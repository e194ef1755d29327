import { availableParallelism } from "node:os";
import { RunLostError } from "../errors.ts";
import type { PlannedRun } from "../plan.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { ProcessEndedError, ProcessSlot, usualMemory } from "./processSlot.ts";
import { RunQueue } from "./runQueue.ts";

/** How often a run is tried whose process ends. */
const mostAttempts = 3;

/** Makes runs in child processes of this one, all of which stay for the next runs. */
export class ProcessEngine implements Engine {
  readonly #file: string;
  readonly #slots: ProcessSlot[] = [];
  readonly #processes: number;
  readonly #replacedAt: number;
  /** Largest memory that any process had, in bytes. */
  mostMemory = 0;

  /**
   * @param file - of the scenario
   * @param processes - how many at once. Default: as many as the machine has cores
   * @param replacedAt - bytes of memory beyond which a process is replaced
   */
  constructor(file: string, processes: number = availableParallelism(), replacedAt: number = usualMemory) {
    this.#file = file;
    this.#processes = processes;
    this.#replacedAt = replacedAt;
  }

  async run(runs: readonly PlannedRun[], options: EngineOptions): Promise<void> {
    const queue = new RunQueue(runs);
    const attempts = new Map<string, number>();
    while (this.#slots.length < Math.min(this.#processes, runs.length))
      this.#slots.push(new ProcessSlot(this.#replacedAt));
    const failure = new AbortController();
    const signal = AbortSignal.any([
      failure.signal,
      ...(options.signal === undefined ? [] : [options.signal]),
    ]);
    const onAbort = (): void => void this.close();
    signal.addEventListener("abort", onAbort);
    const work = async (slot: ProcessSlot): Promise<void> => {
      let previous: PlannedRun | undefined;
      for (;;) {
        const run = signal.aborted ? undefined : queue.take(previous);
        if (run === undefined) return;
        previous = run;
        try {
          const { parameters, seed } = run;
          const task = { file: this.#file, parameters, seed, record: options.record ?? false };
          const { shared, outcome, recording, memory } = await slot.run(task);
          this.mostMemory = Math.max(this.mostMemory, memory);
          queue.learn(shared);
          await options.onResult(run, { outcome, ...(recording === undefined ? {} : { recording }) });
        } catch (error) {
          if (signal.aborted) return;
          if (!(error instanceof ProcessEndedError)) throw error;
          const tried = (attempts.get(run.hash) ?? 0) + 1;
          if (tried >= mostAttempts) throw lost(run);
          attempts.set(run.hash, tried);
          queue.putBack(run);
        }
      }
    };
    try {
      await Promise.all(
        this.#slots.map(async (slot) => {
          try {
            await work(slot);
          } catch (error) {
            failure.abort();
            throw error;
          }
        }),
      );
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#slots.splice(0).map((slot) => slot.close()));
  }
}

function lost({ seed, parameters }: PlannedRun): RunLostError {
  return new RunLostError({
    message: `A process ended ${mostAttempts} times while it ran seed ${seed} at ${describe(parameters)}.`,
    hint: "Something outside of the scenario ends it, for want of memory perhaps. What was done is kept.",
  });
}

function describe(parameters: PlannedRun["parameters"]): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(", ");
}
