import type { Job, Queue } from "bullmq";
import { setTimeout as sleep } from "node:timers/promises";
import { InvalidResultsError, WorldFailedError } from "../errors.ts";
import type { OpenSweep } from "../openSweep.ts";
import type { PlannedRun } from "../plan.ts";
import { parametersToJson, runResultFromJson } from "../runResult.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { codeKey, type QueuedResult, type QueuedRun, queueName, queuePrefix } from "./queueNames.ts";
import { connectRedis, type RedisConnection } from "./redisConnection.ts";

/** Jobs that are added, and results that are fetched, at once. */
const batch = 500;

/** Milliseconds between two looks for results, when there were none. */
const pause = 200;

/** Looks without any result after which it is checked that the queue still has all jobs. */
const looksBeforeCheck = 25;

type RunQueueOf = Queue<QueuedRun, QueuedResult>;

/**
 * Makes runs by way of a queue on Redis or Valkey: `simulate worker` makes them, on any machine. Results are fetched from
 * the queue and removed there; a run that comes twice is written twice, with the same bytes.
 */
export class QueueEngine implements Engine {
  readonly #sweep: OpenSweep;
  readonly #connection: RedisConnection;
  readonly #queue: RunQueueOf;

  private constructor(sweep: OpenSweep, connection: RedisConnection) {
    this.#sweep = sweep;
    this.#connection = connection;
    const name = queueName(sweep.loaded.name, sweep.identity.code);
    this.#queue = new connection.bullmq.Queue<QueuedRun, QueuedResult>(name, {
      connection: connection.redis,
      prefix: queuePrefix,
    });
    this.#queue.on("error", () => undefined);
  }

  /** @throws PackageMissingError */
  static async open(sweep: OpenSweep, url: string): Promise<QueueEngine> {
    return new QueueEngine(sweep, await connectRedis(url));
  }

  async run(runs: readonly PlannedRun[], options: EngineOptions): Promise<void> {
    const { loaded, identity } = this.#sweep;
    await this.#connection.redis.set(codeKey(loaded.name), identity.code);
    const waiting = new Map(runs.map((run) => [run.hash, run]));
    await this.#add([...waiting.values()], options);
    let looks = 0;
    while (waiting.size > 0 && options.signal?.aborted !== true) {
      const jobs = await this.#queue.getJobs(["completed", "failed"], 0, batch - 1, true);
      if (jobs.length > 0) {
        looks = 0;
        await Promise.all(
          jobs.map(async (job) => {
            await this.#take(job, waiting, options);
          }),
        );
        continue;
      }
      looks += 1;
      // A server that was restarted without its data has forgotten some.
      if (looks % looksBeforeCheck === 0) await this.#add(await this.#forgotten(waiting), options);
      await sleep(pause);
    }
    if (waiting.size > 0) await this.#queue.drain();
  }

  async close(): Promise<void> {
    await this.#queue.close();
    this.#connection.close();
  }

  async #add(runs: readonly PlannedRun[], { record = false }: EngineOptions): Promise<void> {
    for (let index = 0; index < runs.length; index += batch) {
      const jobs = runs.slice(index, index + batch).map(({ hash, parameters, seed }) => ({
        name: this.#sweep.loaded.name,
        data: { parameters: parametersToJson(parameters), seed, record },
        // Results stay until they are fetched; a job of the same id is not added twice.
        opts: { jobId: hash, removeOnComplete: false, removeOnFail: false },
      }));
      await this.#queue.addBulk(jobs);
    }
  }

  async #take(
    job: Job<QueuedRun, QueuedResult>,
    waiting: Map<string, PlannedRun>,
    { onResult }: EngineOptions,
  ): Promise<void> {
    const run = waiting.get(job.id ?? "");
    if (run === undefined) {
      await job.remove();
      return;
    }
    // Between the listing and now it may have been given out again.
    if (job.finishedOn === undefined) return;
    if (job.failedReason) {
      await job.remove();
      throw new WorldFailedError({
        message: `A worker could not make seed ${run.seed}: ${job.failedReason}`,
        hint: "Mend it there, and give the same command again: what is done is kept.",
      });
    }
    const { returnvalue } = job;
    const result = runResultFromJson(returnvalue.result);
    if (result.run !== run.hash) {
      throw new InvalidResultsError({
        message: `A worker sent the result of ${result.run} for ${run.hash}.`,
        hint: "Bring its checkout and its contracts to the state of this machine.",
      });
    }
    const { recording } = returnvalue;
    waiting.delete(run.hash);
    await onResult(run, { outcome: result.outcome, ...(recording === undefined ? {} : { recording }) });
    await job.remove();
  }

  async #forgotten(waiting: ReadonlyMap<string, PlannedRun>): Promise<PlannedRun[]> {
    const counts = await this.#queue.getJobCounts();
    const known = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (known >= waiting.size) return [];
    const states = await Promise.all(
      [...waiting.keys()].map(async (hash) => await this.#queue.getJobState(hash)),
    );
    return [...waiting.values()].filter((_, index) => states[index] === "unknown");
  }
}
