import { parseArgs } from "node:util";
import { openCreditsScenario, traceViews } from "./creditsScenario.ts";
import { milliseconds } from "./measure.ts";

/** What one run of the scale benchmark found, in a process of its own. */
export interface ScaleRun {
  readonly samples: number;
  /** Milliseconds of the clock, a sample. */
  readonly time: number;
  /** Milliseconds of the processor, a sample, in each tenth of the run. */
  readonly tenths: readonly number[];
  /** The same for samples on a chain that is kept short, taken in turns: what changes here is the machine. */
  readonly shortTenths: readonly number[];
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

/** Samples on the short chain after each transaction. */
const shortSamples = 8;

/** Where a run stood at a transaction: processor time, and how much of it went to the short chain until then. */
interface Mark {
  readonly time: number;
  readonly short: number;
}

/**
 * Samples `traces` traces about `samples` times, with a transaction every 25 steps.
 *
 * Its tenths lie between transactions, since only these are seen from outside of a run.
 */
async function runScale(samples: number, traces: number): Promise<ScaleRun> {
  const scenario = await openCreditsScenario();
  const { $, work } = scenario;
  traceViews(scenario, traces);
  const sampleShortChain = await openShortChain(traces);
  const start = await $.snapshot();
  // The first samples of a process are slower; what is asked here is whether the last ones are.
  await $.sleepAndExecute(300 * every, every, work, actionEvery * every);
  await $.revert(start);
  for (let round = 0; round < 30; round++) await sampleShortChain();

  const before = await settledMemory();
  const marks: Mark[] = [];
  let short = 0;
  let shortTime = 0;
  const act = async (): Promise<void> => {
    const time = processorTime();
    marks.push({ time: time - short, short });
    shortTime += await milliseconds(sampleShortChain);
    short += processorTime() - time;
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
    time: (time - shortTime) / taken,
    tenths: tenthsOf(marks.map((mark) => mark.time)).map((cost) => cost / (actionEvery + 1)),
    shortTenths: tenthsOf(marks.map((mark) => mark.short)).map((cost) => cost / shortSamples),
    heap: after.heapUsed - before.heapUsed,
    resident: after.rss - before.rss,
    peak: process.resourceUsage().maxRSS * 1_024,
    recording,
  };
}

/** Opens a second chain; each call of what it returns samples it from the same moment on. */
async function openShortChain(traces: number): Promise<() => Promise<void>> {
  const scenario = await openCreditsScenario();
  traceViews(scenario, traces);
  const start = await scenario.$.snapshot();
  return async () => {
    await scenario.$.sleepAndRecord((shortSamples - 1) * every, every);
    await scenario.$.revert(start);
  };
}

/** Milliseconds of all processors that went to this process. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** By how much a growing quantity grew between two transactions, on average, in each tenth of a run. */
function tenthsOf(quantity: readonly number[]): number[] {
  const intervals = quantity.length - 1;
  return Array.from({ length: 10 }, (_, tenth) => {
    const [from, to] = [Math.floor((tenth * intervals) / 10), Math.floor(((tenth + 1) * intervals) / 10)];
    return ((quantity[to] ?? NaN) - (quantity[from] ?? NaN)) / (to - from);
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
