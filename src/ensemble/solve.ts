import { parseCondition } from "./answers/condition.ts";
import { type Share, shareOf } from "./answers/interval.ts";
import { OwnEngine } from "./engines/ownEngine.ts";
import { ProcessEngine } from "./engines/processEngine.ts";
import { InvalidSweepError, NoSolutionError } from "./errors.ts";
import { gridPoints } from "./grid.ts";
import { openSweep } from "./openSweep.ts";
import { planRuns, type PlanOptions } from "./plan.ts";
import { runSweep, type RunSweepOptions } from "./runSweep.ts";
import type { ParameterValue } from "./scenario.ts";

/** What is looked for. */
export interface SolveOptions extends PlanOptions, Pick<RunSweepOptions, "signal" | "onProgress"> {
  /** The parameter whose value is looked for. */
  readonly parameter: string;
  /** Values to choose from, upwards. */
  readonly values: readonly ParameterValue[];
  /** What is to hold in a run, `"refused == 0"` say. A run that failed counts as one in which it does not. */
  readonly holds: string;
  /** Share of runs in which it is to hold, above 0 and at most 1. Default: 0.95. */
  readonly share?: number;
  /** Looks for the largest such value; it holds below then. Default: the smallest; it holds above. */
  readonly largest?: boolean;
  /** Folder of the results. Default: `ensembles/<name>` in the project. */
  readonly out?: string;
  /** Child processes at once; 0 makes the runs in this process. Default: as many as the machine has cores. */
  readonly processes?: number;
}

/** What was found. */
export interface Solution {
  readonly value: ParameterValue;
  /** Share of the runs at that value, and its 95% interval. */
  readonly share: Share;
  /** Every value that was tried, in order of the values. */
  readonly tried: readonly { readonly value: ParameterValue; readonly share: Share }[];
}

/** Runs at each value, unless somebody says. */
const usualRuns = 400;

/**
 * Finds the smallest (or largest) of some values of a parameter for which a condition holds in a share of runs, by
 * bisection: the condition has to hold the more often the larger (or smaller) the value. The same seeds are used at
 * every value, so that chance does not decide between two of them.
 *
 * @param name - of a file in `scenarios/`, or a path
 * @returns the value, with the share of runs in which the condition holds there, and its 95% interval
 * @throws NoSolutionError if it holds too rarely at the last value; InvalidSweepError, and whatever `sweep` throws
 * @example await solve("sizing", { parameter: "size", values: [5, 10, 20, 40], holds: "refused == 0", runs: 400 });
 */
export async function solve(name: string, options: SolveOptions): Promise<Solution> {
  const { parameter, holds, share: wanted = 0.95, largest = false, processes, runs = usualRuns } = options;
  const opened = await openSweep(name, options.out);
  const { loaded, identity, folder } = opened;
  const condition = parseCondition(holds);
  if (!(wanted > 0 && wanted <= 1)) {
    throw new InvalidSweepError({
      message: `A share of ${wanted} of the runs is impossible.`,
      hint: "Give a share above 0 and at most 1: 0.95 for 95%.",
    });
  }
  // Also checks parameter and values.
  const points = gridPoints(loaded.scenario.parameters, { [parameter]: options.values });
  const valueAt = (index: number): ParameterValue => points[index]?.[parameter] ?? Number.NaN;
  const others = gridPoints(loaded.scenario.parameters, options.grid);
  if (others.length !== 1 || Object.hasOwn(options.grid ?? {}, parameter)) {
    throw new InvalidSweepError({
      message: `The grid has ${others.length} combinations, and ${parameter} is what is looked for.`,
      hint: "Give one value of each other parameter at most.",
    });
  }
  const engine = processes === 0 ? new OwnEngine(loaded.scenario) : new ProcessEngine(loaded.file, processes);
  const tried = new Map<number, Share>();
  const tryOut = async (index: number): Promise<boolean> => {
    const grid = { ...options.grid, [parameter]: [valueAt(index)] };
    const planned = await planRuns(loaded, identity, { ...options, grid, runs });
    let hits = 0;
    const { done } = await runSweep(opened, planned, {
      ...options,
      engine,
      onResult: (_, outcome) => {
        if ("figures" in outcome && condition.holds(outcome.figures)) hits += 1;
      },
    });
    options.signal?.throwIfAborted();
    tried.set(index, shareOf(hits, done));
    return hits / done >= wanted;
  };
  try {
    const found = await bisect(points.length, largest, tryOut);
    const known = [...tried].sort(([a], [b]) => a - b);
    const results = known.map(([index, share]) => ({ value: valueAt(index), share }));
    const share = found === undefined ? undefined : tried.get(found);
    if (found === undefined || share === undefined)
      throw noSolution(parameter, holds, wanted, results, largest);
    return { value: valueAt(found), share, tried: results };
  } finally {
    await engine.close();
    const grid = { ...options.grid, [parameter]: [...tried.keys()].sort((a, b) => a - b).map(valueAt) };
    if (tried.size > 0) {
      const made = await planRuns(loaded, identity, { ...options, grid, runs });
      await folder.writeManifest(loaded.name, identity.code, made);
      await folder.collect(made.map(({ hash }) => hash));
    }
  }
}

/** The first index, or the last, at which something holds that holds from there to the end, or from the start to there. */
async function bisect(
  count: number,
  largest: boolean,
  holdsAt: (index: number) => Promise<boolean>,
): Promise<number | undefined> {
  const at = (step: number): number => (largest ? step : count - 1 - step);
  if (!(await holdsAt(at(0)))) return undefined;
  let [holding, failing] = [0, count];
  while (failing - holding > 1) {
    const middle = Math.floor((holding + failing) / 2);
    if (await holdsAt(at(middle))) holding = middle;
    else failing = middle;
  }
  return at(holding);
}

function noSolution(
  parameter: string,
  holds: string,
  wanted: number,
  tried: Solution["tried"],
  largest: boolean,
): NoSolutionError {
  const [best] = tried;
  const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;
  return new NoSolutionError({
    message: `"${holds}" holds in ${percent(best?.share.share ?? 0)} of the runs at ${parameter}=${String(best?.value)}, not in ${percent(wanted)}.`,
    hint: `Give ${largest ? "smaller" : "larger"} values of ${parameter}, or ask for a smaller share.`,
  });
}
