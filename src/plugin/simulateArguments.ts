import { InvalidSweepError } from "../ensemble/errors.ts";
import { type Grid, parseGrids } from "../ensemble/grid.ts";
import { findScenario, loadScenario } from "../ensemble/loadScenario.ts";
import { repeatedValues } from "./repeatableOption.ts";

/** Arguments of the tasks that plan runs. */
export interface PlanArguments extends Readonly<Record<string, unknown>> {
  readonly scenario: string;
  readonly seed: string | undefined;
  readonly out: string | undefined;
  readonly processes: string | undefined;
}

/** What these arguments say, with nothing in it that was not given. */
export interface PlanOptionsGiven {
  readonly grid: Grid;
  readonly seed?: string;
  readonly out?: string;
  readonly processes?: number;
}

/**
 * Reads the arguments of tasks that plan runs.
 *
 * @param root - the project's folder
 * @throws InvalidSweepError, ScenarioNotFoundError
 */
export async function planArguments(args: PlanArguments, root: string): Promise<PlanOptionsGiven> {
  const { scenario } = await loadScenario(findScenario(args.scenario, root));
  const { seed, out } = args;
  const processes = wholeNumber(args.processes, "processes");
  return {
    grid: parseGrids(repeatedValues(args, "grid"), scenario.parameters),
    ...(seed === undefined ? {} : { seed }),
    ...(out === undefined ? {} : { out }),
    ...(processes === undefined ? {} : { processes }),
  };
}

/**
 * A count that an option gives.
 *
 * @throws InvalidSweepError if it is no whole number of 0 or more
 */
export function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new InvalidSweepError({
    message: `--${option} ${JSON.stringify(text)} is no count.`,
    hint: `Give a whole number: --${option} 200.`,
  });
}
