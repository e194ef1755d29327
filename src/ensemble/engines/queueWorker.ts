import type { Job } from "bullmq";
import { availableParallelism } from "node:os";
import { OtherCodeError } from "../errors.ts";
import type { OpenSweep } from "../openSweep.ts";
import { documentOf, parametersFromJson, runResultToJson } from "../runResult.ts";
import { codeKey, type QueuedResult, type QueuedRun, queueName, queuePrefix } from "./queueNames.ts";
import { ProcessEndedError, ProcessSlot } from "./processSlot.ts";
import { connectRedis } from "./redisConnection.ts";

/** How a worker works. */
export interface QueueWorkerOptions {
  /** `redis://…` */
  readonly redis: string;
  /** Processes at once. Default: as many as the machine has cores. */
  readonly processes?: number;
  /** Ends the worker; runs that have begun go back to the queue. */
  readonly signal: AbortSignal;
  /** Hears of each run that is done. */
  readonly onDone?: () => void;
}

/** Milliseconds for which a job belongs to a worker that says nothing. */
const lockDuration = 10_000;

/** Milliseconds between two looks for jobs whose worker is gone. */
const stalledInterval = 5_000;

/** How often a job may lose its worker. */
const maxStalledCount = 3;

/** Milliseconds between two looks at what code the latest sweep has. */
const codeInterval = 2_000;

/**
 * Makes runs that a sweep has put on a queue, until the signal comes.
 *
 * @throws OtherCodeError if the latest sweep of the scenario has other code than this checkout; PackageMissingError
 */
export async function runQueueWorker(sweep: OpenSweep, options: QueueWorkerOptions): Promise<void> {
  const { loaded, identity } = sweep;
  const { processes = availableParallelism(), signal } = options;
  const { bullmq, redis, close } = await connectRedis(options.redis);
  const slots = Array.from({ length: processes }, () => new ProcessSlot());
  const free = [...slots];
  const other = new AbortController();
  try {
    await assertSameCode();
    const worker = new bullmq.Worker<QueuedRun, QueuedResult>(
      queueName(loaded.name, identity.code),
      perform,
      {
        connection: redis,
        prefix: queuePrefix,
        concurrency: processes,
        lockDuration,
        stalledInterval,
        maxStalledCount,
      },
    );
    worker.on("error", () => undefined);
    const look = setInterval(() => {
      assertSameCode().catch((error: unknown) => {
        other.abort(error);
      });
    }, codeInterval);
    const ended = AbortSignal.any([signal, other.signal]);
    try {
      if (!ended.aborted)
        await new Promise((resolve) => {
          ended.addEventListener("abort", resolve, { once: true });
        });
    } finally {
      clearInterval(look);
      await worker.close(true);
    }
    if (other.signal.aborted) throw other.signal.reason;
  } finally {
    await Promise.all(slots.map((slot) => slot.close()));
    close();
  }

  async function assertSameCode(): Promise<void> {
    const code = await redis.get(codeKey(loaded.name));
    if (code === null || code === identity.code) return;
    throw new OtherCodeError({
      message: `The sweep of ${loaded.name} on the queue has the code ${code.slice(0, 16)}, this worker ${identity.code.slice(0, 16)}.`,
      hint: "Bring both machines to the same checkout, contracts (npx hardhat build), settings and package versions.",
    });
  }

  async function perform(job: Job<QueuedRun, QueuedResult>): Promise<QueuedResult> {
    const { seed, record } = job.data;
    const slot = free.pop();
    if (slot === undefined) throw new Error("There are more jobs than processes.");
    try {
      const parameters = parametersFromJson(documentOf(job.data.parameters));
      const run = await identity.runHash(parameters, seed);
      if (run !== job.id) throw new Error(`here it is run ${run}: this checkout has other code or settings`);
      const { outcome, recording } = await attempt(slot, { file: loaded.file, parameters, seed, record });
      options.onDone?.();
      const result = runResultToJson({ run, scenario: loaded.name, seed, parameters, outcome });
      return { result, ...(recording === undefined ? {} : { recording }) };
    } finally {
      free.push(slot);
    }
  }
}

/** A process that ends is replaced, and the run made by the next one. */
async function attempt(
  slot: ProcessSlot,
  task: Parameters<ProcessSlot["run"]>[0],
  attempts = 3,
): ReturnType<ProcessSlot["run"]> {
  try {
    return await slot.run(task);
  } catch (error) {
    if (!(error instanceof ProcessEndedError) || attempts <= 1) throw error;
    return await attempt(slot, task, attempts - 1);
  }
}
