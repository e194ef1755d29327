import { InvalidSweepError } from "./errors.ts";
import { type Grid, gridPoints } from "./grid.ts";
import type { ScenarioIdentity } from "./identity/runIdentity.ts";
import type { LoadedScenario } from "./loadScenario.ts";
import type { Parameters } from "./scenario.ts";

/** A run to be made. */
export interface PlannedRun {
  /** What it is known by. */
  readonly hash: string;
  readonly parameters: Parameters;
  readonly seed: string;
  /** Which run of its parameters it is, counted from 0: runs of equal index have equal seeds. */
  readonly index: number;
}

/** What a sweep runs. */
export interface PlanOptions {
  /** Values to try of some parameters; all combinations are run. Default: the scenario's parameters as they are. */
  readonly grid?: Grid;
  /** Runs of each combination, each with a seed of its own. Default: 1. */
  readonly runs?: number;
  /** What all seeds follow from. Default: `"simulation"`. */
  readonly seed?: string;
  /** Index of the first run, to go on with fresh seeds. Default: 0. */
  readonly first?: number;
}

/** The seed of a run: the same index has the same seed at all parameters, so that these alone make a difference. */
export function runSeed(seed: string, index: number): string {
  return `${seed}-${index}`;
}

/**
 * Lists the runs of a sweep: combination after combination, and the runs of each in order of their index.
 *
 * @throws InvalidSweepError if grid or counts cannot be meant
 */
export async function planRuns(
  { scenario }: LoadedScenario,
  identity: ScenarioIdentity,
  { grid = {}, runs = 1, seed = "simulation", first = 0 }: PlanOptions = {},
): Promise<PlannedRun[]> {
  if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(first) || first < 0) {
    throw new InvalidSweepError({
      message: `${runs} runs from index ${first} cannot be made.`,
      hint: "Give at least one run, and a first index of 0 or more.",
    });
  }
  const planned: PlannedRun[] = [];
  for (const parameters of gridPoints(scenario.parameters, grid)) {
    for (let index = first; index < first + runs; index++) {
      const own = runSeed(seed, index);
      planned.push({ hash: await identity.runHash(parameters, own), parameters, seed: own, index });
    }
  }
  return planned;
}

/**
 * A part of a sweep for one of several machines or processes. The parts are stretches of the list, so that runs that
 * share a world stay together.
 *
 * @param shard - `"3/8"`: the third of eight
 * @throws InvalidSweepError
 */
export function shardOf<Run>(runs: readonly Run[], shard: string): Run[] {
  const [, part = 0, parts = 0] = (/^(\d+)\/(\d+)$/.exec(shard) ?? []).map(Number);
  if (part < 1 || part > parts) {
    throw new InvalidSweepError({
      message: `${JSON.stringify(shard)} is no shard.`,
      hint: "Write --shard 3/8 for the third of eight.",
    });
  }
  const bound = (index: number): number => Math.floor((index * runs.length) / parts);
  return runs.slice(bound(part - 1), bound(part));
}
