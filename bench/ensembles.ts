import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandom } from "../src/common/random.ts";
import type { Engine } from "../src/ensemble/engines/engine.ts";
import { OwnEngine } from "../src/ensemble/engines/ownEngine.ts";
import { ProcessEngine } from "../src/ensemble/engines/processEngine.ts";
import { QueueEngine } from "../src/ensemble/engines/queueEngine.ts";
import { runQueueWorker } from "../src/ensemble/engines/queueWorker.ts";
import { type OpenSweep, openSweep } from "../src/ensemble/openSweep.ts";
import { planRuns } from "../src/ensemble/plan.ts";
import { runSweep } from "../src/ensemble/runSweep.ts";
import sizing from "../scenarios/sizing.ts";
import { startRedis } from "../test/cluster/startRedis.ts";
import type { Aim, Benchmark, BenchmarkSize, ResultRow } from "./benchmark.ts";
import { alternate, median, medianRatio, milliseconds, rounded } from "./measure.ts";

interface Counts {
  /** Rounds in which the ways of making runs take turns, and runs in each. */
  readonly rounds: number;
  readonly runs: number;
  /** Runs after which a process's memory is read. */
  readonly memoryRuns: number;
  readonly tinyRuns: number;
  readonly queueRuns: number;
}

const counts: Readonly<Record<BenchmarkSize, Counts>> = {
  quick: { rounds: 1, runs: 4, memoryRuns: 10, tinyRuns: 20, queueRuns: 20 },
  full: { rounds: 4, runs: 25, memoryRuns: 2_000, tinyRuns: 10_000, queueRuns: 2_000 },
};

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const mebibyte = 1_024 ** 2;

/** What a run costs beside the scenario itself: in this process, in child processes, over a queue; and memory. */
export const ensembles: Benchmark = {
  name: "ensembles",
  title: "Ensembles: many runs of a scenario",
  run: async (size) => {
    const folder = await mkdtemp(join(tmpdir(), "bench-ensembles-"));
    try {
      return await measure(counts[size], folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(count: Counts, folder: string): Promise<{ rows: ResultRow[]; aims: Aim[] }> {
  const credits = await openSweep(file("../scenarios/sizing.ts"), join(folder, "sizing"));
  const tiny = await openSweep(file("tinyScenario.ts"), join(folder, "tiny"));
  const rows: ResultRow[] = [];
  const aims: Aim[] = [];

  const bare = await openBareScenario();
  const [own, one, two] = [
    new OwnEngine(credits.loaded.scenario),
    new ProcessEngine(credits.loaded.file, 1),
    new ProcessEngine(credits.loaded.file, 2),
  ];
  const times = await alternate(
    {
      bare: async () =>
        (await milliseconds(async () => {
          await bare.run(count.runs);
        })) / count.runs,
      own: async () => await makeRuns(credits, own, count.runs),
      one: async () => await makeRuns(credits, one, count.runs),
      two: async () => await makeRuns(credits, two, count.runs),
    },
    count.rounds,
  );
  await Promise.all([bare.close(), own.close(), one.close(), two.close()]);
  const overhead = medianRatio(times.one.warm, times.bare.warm);
  const speedUp = medianRatio(times.one.warm, times.two.warm);
  for (const [way, { warm }] of Object.entries(times)) {
    rows.push({ what: `30 days of a job, ${names[way] ?? way}`, "ms a run": rounded(median(warm)) });
  }
  aims.push(
    { name: "a run in a child process / the bare scenario", value: rounded(overhead), atMost: 1.1 },
    {
      name: "two processes' time / one's, 1.9 times as fast",
      value: rounded(1 / speedUp),
      atMost: rounded(1 / 1.9),
    },
  );

  const engine = new ProcessEngine(tiny.loaded.file, 2);
  // Processes start and compile first.
  await makeRuns(tiny, engine, 20);
  const tinyTime = await makeRuns(tiny, engine, count.tinyRuns);
  await engine.close();
  rows.push({
    what: `${count.tinyRuns} tiny runs without a pack, two processes`,
    "ms a run": rounded(tinyTime),
  });

  if (spawnSync("redis-server", ["--version"]).status === 0) {
    const queue = await measureQueue(tiny, count.queueRuns, folder);
    rows.push({
      what: `${count.queueRuns} tiny runs over the queue, one process`,
      "ms a run": rounded(queue.queued),
    });
    rows.push({ what: `${count.queueRuns} tiny runs, one process`, "ms a run": rounded(queue.local) });
    aims.push({ name: "the queue, ms a run", value: rounded(queue.queued - queue.local), atMost: 1 });
  }

  const worker = new ProcessEngine(credits.loaded.file, 1);
  const longTime = await makeRuns(credits, worker, count.memoryRuns, { days: [5] });
  const memory = rounded(worker.mostMemory / mebibyte);
  await worker.close();
  rows.push({
    what: `${count.memoryRuns} runs of 5 days, one process`,
    "ms a run": rounded(longTime),
  });
  aims.push({ name: "memory of a worker, MiB", value: memory, atMost: 500 });
  return { rows, aims };
}

const names: Readonly<Record<string, string>> = {
  bare: "the bare scenario",
  own: "in this process",
  one: "one child process",
  two: "two child processes",
};

/** The scenario as somebody would write it in a loop: back to the snapshot, run. */
async function openBareScenario() {
  const { parameters, world, setup, run } = sizing;
  if (world === undefined || setup === undefined)
    throw new Error("The scenario sizing has no world of its own.");
  const opened = await world(parameters);
  const state = await setup({ ...opened, parameters });
  const start = await opened.$.snapshot();
  return {
    run: async (count: number) => {
      for (let index = 0; index < count; index++) {
        await opened.$.revert(start);
        await run({ ...opened, parameters, state, random: createRandom(`bare-${index}`) });
      }
    },
    close: async () => {
      await opened.$.close();
    },
  };
}

let fresh = 0;

/** Milliseconds a run, of runs that nobody has made before. */
async function makeRuns(
  sweep: OpenSweep,
  engine: Engine,
  runs: number,
  grid: Readonly<Record<string, readonly number[]>> = {},
): Promise<number> {
  fresh += runs;
  const planned = await planRuns(sweep.loaded, sweep.identity, { runs, grid, first: fresh });
  const time = await milliseconds(async () => {
    const { failures } = await runSweep(sweep, planned, { engine });
    if (failures.length > 0) throw new Error(JSON.stringify(failures[0]?.result.outcome));
  });
  return time / runs;
}

async function measureQueue(
  tiny: OpenSweep,
  runs: number,
  folder: string,
): Promise<{ readonly queued: number; readonly local: number }> {
  const data = join(folder, "redis");
  await mkdir(data);
  const redis = await startRedis(data);
  const stop = new AbortController();
  const working = runQueueWorker(tiny, { redis: redis.url, processes: 1, signal: stop.signal });
  const queue = await QueueEngine.open(tiny, redis.url);
  const local = new ProcessEngine(tiny.loaded.file, 1);
  try {
    const { queued, own } = await alternate(
      {
        queued: async () => await makeRuns(tiny, queue, runs),
        own: async () => await makeRuns(tiny, local, runs),
      },
      2,
    );
    return { queued: median(queued.warm), local: median(own.warm) };
  } finally {
    stop.abort();
    await working;
    await Promise.all([queue.close(), local.close()]);
    await redis.stop();
  }
}
