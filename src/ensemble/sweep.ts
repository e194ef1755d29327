import { parsePrecision, type Precision } from "./answers/precision.ts";
import type { Engine } from "./engines/engine.ts";
import { OwnEngine } from "./engines/ownEngine.ts";
import { ProcessEngine } from "./engines/processEngine.ts";
import { InvalidSweepError, SweepIncompleteError } from "./errors.ts";
import { type Keep, parseKeep, runsAtQuantiles } from "./keptRuns.ts";
import { type OpenSweep, openSweep } from "./openSweep.ts";
import { type PlannedRun, type PlanOptions, planRuns, shardOf } from "./plan.ts";
import { runSweep, type RunSweepOptions, type SweepCount } from "./runSweep.ts";
import type { RunOutcome } from "./runResult.ts";
import type { Parameters } from "./scenario.ts";

/** How a sweep is made. */
export interface SweepOptions extends PlanOptions, Omit<RunSweepOptions, "engine" | "onResult" | "record"> {
  /** Folder of the results. Default: `ensembles/<name>` in the project. */
  readonly out?: string;
  /** Child processes at once; 0 makes the runs in this process. Default: as many as the machine has cores. */
  readonly processes?: number;
  /** A part of the runs, `"3/8"` for the third of eight; {@link mergeSweep} puts the parts together. */
  readonly shard?: string;
  /**
   * Stops when a 95% interval is narrow enough: `"p(refused) ± 0.01"`, `"mean(credits) ± 5"`. Combinations of
   * parameters stop one by one; `runs` is the most of each then, 10,000 by default.
   */
  readonly until?: string;
  /**
   * Keeps recordings, in `recordings/` of the folder: `"recordings"` of all runs, or `"refused:0.05,0.5,0.95"` of those
   * at quantiles of a figure, at each combination of parameters. A run repeats exactly, so that this can be asked for
   * afterwards, too.
   */
  readonly keep?: string;
  /** What makes the runs. Default: child processes. */
  readonly engine?: (sweep: OpenSweep) => Promise<Engine>;
}

/** What became of a sweep, beside its files. */
export interface SweepResult extends SweepCount {
  /** Folder with `runs.jsonl` and `runs.csv`. */
  readonly folder: string;
  /** Runs that it consists of, of all shards. */
  readonly planned: number;
  /** Files of the recordings that were to be kept. */
  readonly recordings: readonly string[];
  /** With `until`: what is known for each combination of parameters. */
  readonly estimates: readonly PointEstimate[];
}

/** What a sweep knows of a quantity at one combination of parameters. */
export interface PointEstimate {
  readonly parameters: Parameters;
  /** Mean or share. */
  readonly value: number;
  /** Half of the 95% interval's width. */
  readonly halfWidth: number;
  /** Runs that it took. */
  readonly count: number;
  /** Whether the interval is as narrow as was asked for. */
  readonly reached: boolean;
}

/** Runs of a combination between two looks at the interval: the same on any machine, so that a sweep repeats. */
const untilRound = 50;

/** Most runs of a combination, unless somebody says. */
const mostUntilRuns = 10_000;

/**
 * Makes many runs of a scenario: those whose results are not there yet. Results are written as they come, a file for
 * each run; in the end `runs.jsonl` and `runs.csv` have all of them, in the order of the grid.
 *
 * @param name - of a file in `scenarios/`, or a path
 * @returns counts and failures; the figures are in the folder
 * @throws ScenarioNotFoundError, InvalidSweepError, WorldFailedError, RunLostError; RunFailedError with `failFast`
 * @example await sweep("sizing", { grid: { size: [5, 10], gwei: [20, 40, 80] }, runs: 200, seed: "7" });
 */
export async function sweep(name: string, options: SweepOptions = {}): Promise<SweepResult> {
  const opened = await openSweep(name, options.out);
  const engine = await openEngine(opened, options);
  try {
    const keep = options.keep === undefined ? undefined : parseKeep(options.keep);
    const given = { ...options, record: keep === "recordings" };
    const { runs, ...result } =
      options.until === undefined
        ? await sweepAll(opened, engine, given)
        : await sweepUntil(opened, engine, parsePrecision(options.until), given);
    const recordings = keep === undefined ? [] : await keepRecordings(opened, engine, runs, keep, options);
    return { ...result, recordings };
  } finally {
    await engine.close();
  }
}

/**
 * Puts the shards of a sweep together: writes `runs.jsonl` and `runs.csv` from the files of their runs.
 *
 * @param name - of the scenario
 * @param out - folder into which the shards have written, or their `runs/` were copied
 * @returns how many runs there are
 * @throws SweepIncompleteError if some are missing; what is there is written
 */
export async function mergeSweep(name: string, out?: string): Promise<number> {
  const { folder } = await openSweep(name, out);
  const { runs } = await folder.readManifest();
  const count = await folder.collect(runs);
  if (count === runs.length) return count;
  throw new SweepIncompleteError({
    message: `${runs.length - count} of ${runs.length} runs are missing in ${folder.path}.`,
    hint: "Run the shards again that did not end, with the same command: they make what is missing.",
  });
}

async function openEngine(opened: OpenSweep, { engine, processes }: SweepOptions): Promise<Engine> {
  if (engine !== undefined) return await engine(opened);
  if (processes === 0) return new OwnEngine(opened.loaded.scenario);
  if (processes !== undefined && !(Number.isSafeInteger(processes) && processes > 0)) {
    throw new InvalidSweepError({
      message: `${processes} processes cannot be started.`,
      hint: "Give a whole number: 0 for this process alone, or as many as there are cores.",
    });
  }
  return new ProcessEngine(opened.loaded.file, processes);
}

/** A sweep without what it keeps, and its runs. */
type MadeSweep = Omit<SweepResult, "recordings"> & { readonly runs: readonly PlannedRun[] };

type MakeOptions = SweepOptions & Pick<RunSweepOptions, "record">;

async function keepRecordings(
  opened: OpenSweep,
  engine: Engine,
  runs: readonly PlannedRun[],
  keep: Keep,
  { signal }: SweepOptions,
): Promise<string[]> {
  const { folder } = opened;
  const chosen = keep === "recordings" ? runs : await runsAtQuantiles(runs, folder, keep);
  if (keep !== "recordings" && signal?.aborted !== true) {
    await runSweep(opened, chosen, { engine, record: true, ...(signal === undefined ? {} : { signal }) });
  }
  return chosen.filter(({ hash }) => folder.hasRecording(hash)).map(({ hash }) => folder.recordingFile(hash));
}

async function sweepAll(opened: OpenSweep, engine: Engine, options: MakeOptions): Promise<MadeSweep> {
  const { loaded, identity, folder } = opened;
  const all = await planRuns(loaded, identity, options);
  const runs = options.shard === undefined ? all : shardOf(all, options.shard);
  await folder.writeManifest(loaded.name, identity.code, all);
  const hashes = all.map(({ hash }) => hash);
  try {
    const count = await runSweep(opened, runs, { ...options, engine });
    return { ...count, folder: folder.path, planned: all.length, estimates: [], runs };
  } finally {
    // What there is can be read, also after an interrupt; a shard leaves that to the merge.
    if (options.shard === undefined) await folder.collect(hashes);
  }
}

async function sweepUntil(
  opened: OpenSweep,
  engine: Engine,
  precision: Precision,
  options: MakeOptions,
): Promise<MadeSweep> {
  const { loaded, identity, folder } = opened;
  if (options.shard !== undefined) {
    throw new InvalidSweepError({
      message: "--until and --shard exclude each other.",
      hint: "A shard does not know the results of the others: give --runs instead of --until.",
    });
  }
  const { runs: most = mostUntilRuns, onProgress } = options;
  const all = await planRuns(loaded, identity, { ...options, runs: most });
  const points = Array.from({ length: all.length / most }, (_, index) => ({
    runs: all.slice(index * most, (index + 1) * most),
    estimate: precision.estimate(),
    made: 0,
  }));
  type Point = (typeof points)[number];
  const isReached = ({ estimate }: Point): boolean =>
    (estimate.result()?.halfWidth ?? Infinity) <= precision.halfWidth;
  const madeRuns = (): PlannedRun[] => points.flatMap(({ runs, made }) => runs.slice(0, made));
  let count: SweepCount = { done: 0, failed: 0, failures: [], found: 0 };
  try {
    for (let made = 0; made < most && options.signal?.aborted !== true; made += untilRound) {
      const open = points.filter((point) => !isReached(point));
      if (open.length === 0) break;
      const before = count;
      const outcomes = new Map<string, RunOutcome>();
      const round = open.flatMap(({ runs }) => runs.slice(made, made + untilRound));
      const more = await runSweep(opened, round, {
        ...options,
        engine,
        onResult: ({ hash }, outcome) => outcomes.set(hash, outcome),
        onProgress: (progress) =>
          onProgress?.({ ...progress, ...sum(before, progress), total: before.done + progress.total }),
      });
      count = { ...sum(count, more), failures: [...count.failures, ...more.failures] };
      for (const point of open) {
        point.made = Math.min(made + untilRound, most);
        // In order of the runs, not in that of their ends: sums of fractions depend on it.
        for (const { hash } of point.runs.slice(made, point.made)) {
          const outcome = outcomes.get(hash);
          if (outcome !== undefined) point.estimate.add(outcome);
        }
      }
    }
  } finally {
    await folder.writeManifest(loaded.name, identity.code, madeRuns());
    await folder.collect(madeRuns().map(({ hash }) => hash));
  }
  const estimates = points.flatMap((point): PointEstimate[] => {
    const result = point.estimate.result();
    const parameters = point.runs[0]?.parameters ?? {};
    return result === undefined ? [] : [{ parameters, ...result, reached: isReached(point) }];
  });
  return { ...count, folder: folder.path, planned: madeRuns().length, estimates, runs: madeRuns() };
}

type Counts = Pick<SweepCount, "done" | "failed" | "found">;

function sum(a: Counts, b: Counts): Counts {
  return { done: a.done + b.done, failed: a.failed + b.failed, found: a.found + b.found };
}
