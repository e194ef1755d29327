import { parseArgs } from "node:util";
import { openCreditsScenario, traceViews } from "./creditsScenario.ts";
import { milliseconds } from "./measure.ts";

/** What one run of the scale benchmark found, in a process of its own. */
export interface ScaleRun {
  readonly samples: number;
  /** Milliseconds of the clock, a sample. */
  readonly time: number;
  /** Milliseconds of the processor, a sample, in each tenth of the run: what others do on the machine is left out. */
  readonly tenths: readonly number[];
  /** Bytes by which the collected JavaScript heap grew. */
  readonly heap: number;
  /** Bytes by which the process grew, native memory included. */
  readonly resident: number;
  /** Bytes that the process held at most. */
  readonly peak: number;
  /** Milliseconds for `$.recording`. */
  readonly recording: number;
}

const every = 4 * 3_600;
const actionEvery = 25;

/**
 * Samples `traces` traces about `samples` times, with a transaction every 25 steps.
 *
 * Its tenths lie between transactions, since only these are seen from outside of a run.
 */
async function runScale(samples: number, traces: number): Promise<ScaleRun> {
  const scenario = await openCreditsScenario();
  const { $, work } = scenario;
  traceViews(scenario, traces);
  const start = await $.snapshot();
  // The first samples of a process are slower; what is asked here is whether the last ones are.
  await $.sleepAndExecute(300 * every, every, work, actionEvery * every);
  await $.revert(start);

  const before = await settledMemory();
  const marks: number[] = [];
  const act = async (): Promise<void> => {
    const { user, system } = process.cpuUsage();
    marks.push((user + system) / 1_000);
    await work();
  };
  // Each transaction adds a sample of its own.
  const steps = Math.round(samples / (actionEvery + 1)) * actionEvery;
  const time = await milliseconds(() => $.sleepAndExecute(steps * every, every, act, actionEvery * every));
  const after = await settledMemory();

  let taken = 0;
  const recording = await milliseconds(() => {
    taken = $.recording.rows.length;
  });
  await $.chain.close();
  return {
    samples: taken,
    time: time / taken,
    tenths: tenthsOf(marks, actionEvery + 1),
    heap: after.heapUsed - before.heapUsed,
    resident: after.rss - before.rss,
    peak: process.resourceUsage().maxRSS * 1_024,
    recording,
  };
}

function tenthsOf(marks: readonly number[], samplesBetween: number): number[] {
  const intervals = marks.length - 1;
  return Array.from({ length: 10 }, (_, tenth) => {
    const [from, to] = [Math.floor((tenth * intervals) / 10), Math.floor(((tenth + 1) * intervals) / 10)];
    return ((marks[to] ?? NaN) - (marks[from] ?? NaN)) / ((to - from) * samplesBetween);
  });
}

/** Memory after collection: finalizers, which free what the node holds, need a turn of the event loop. */
async function settledMemory(): Promise<NodeJS.MemoryUsage> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage();
}

const { values } = parseArgs({ options: { samples: { type: "string" }, traces: { type: "string" } } });
console.log(JSON.stringify(await runScale(Number(values.samples), Number(values.traces))));
