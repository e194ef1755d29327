import { sampleRankCorrelation } from "simple-statistics";
import { InvalidArgumentsError } from "../../common/errors.ts";
import type { PlotValue } from "../../chart/plot/plotOptions.ts";
import type { FinishedRun } from "../finishedRun.ts";
import { type FigureOf, type FigureOptions, figureValues } from "./figureValues.ts";
import { meanOf } from "./meanOf.ts";
import { compareValues } from "./runsTable.ts";

/** What a figure owes to a parameter. */
export interface Sensitivity {
  readonly parameter: string;
  /** The parameter's lowest and highest value among the runs in which the others are at their base. */
  readonly lowest: PlotValue;
  readonly highest: PlotValue;
  /** Mean of the figure there, in units. */
  readonly atLowest: number;
  readonly atHighest: number;
  /** Mean of the figure where every parameter is at its base, in units; `null` if no run is there. */
  readonly atBase: number | null;
  /** Runs behind the means. */
  readonly count: number;
  /**
   * Spearman's rank correlation of parameter and figure over all runs, -1 to 1; `null` if the parameter is a text, or
   * either has one value only.
   */
  readonly correlation: number | null;
  /** Runs behind the correlation. */
  readonly correlated: number;
  readonly [column: string]: PlotValue;
}

/** How sensitivity is measured. */
export interface SensitivityOptions extends FigureOptions {
  /** Where the other parameters stand while one moves. Default: the middle one of each parameter's values. */
  readonly base?: FinishedRun["parameters"];
}

/**
 * What a figure owes to each parameter: its mean where one parameter is at its ends and the others stand still, and a
 * rank correlation over all runs.
 *
 * @returns a row for each parameter that has several values, that which moves the figure most first
 * @throws InvalidArgumentsError if no parameter has several values, or none moves alone in these runs
 * @example await $.show(buildTornado(sensitivityOf(runs, "refused")));
 */
export function sensitivityOf(
  runs: readonly FinishedRun[],
  figure: FigureOf,
  { base = {}, ...options }: SensitivityOptions = {},
): Sensitivity[] {
  const names = [...new Set(runs.flatMap(({ parameters }) => Object.keys(parameters)))];
  const values = new Map(names.map((name) => [name, valuesOf(runs, name)] as const));
  const moving = names.filter((name) => (values.get(name)?.length ?? 0) > 1);
  const center = new Map(
    moving.map((name) => {
      const all = values.get(name) ?? [];
      return [name, base[name] ?? all[Math.floor((all.length - 1) / 2)]] as const;
    }),
  );
  const rows = moving.flatMap((name): Sensitivity[] => {
    const alone = runs.filter((run) =>
      moving.every((other) => other === name || isSame(run.parameters[other], center.get(other))),
    );
    const ends = valuesOf(alone, name);
    const [lowest, highest] = [ends[0], ends.at(-1)];
    const at = (value: PlotValue) => alone.filter((run) => isSame(run.parameters[name], value));
    const means = [at(lowest), at(highest), at(center.get(name))].map((group) =>
      meanIn(group, figure, options),
    );
    const [atLowest, atHighest, atBase] = means;
    if (ends.length < 2 || atLowest == null || atHighest == null) return [];
    const rank = correlationOf(runs, name, figure, options);
    return [
      {
        parameter: name,
        lowest,
        highest,
        atLowest,
        atHighest,
        atBase: atBase ?? null,
        count: at(lowest).length + at(highest).length,
        ...rank,
      },
    ];
  });
  if (rows.length === 0) {
    throw new InvalidArgumentsError({
      message: `None of ${moving.length} parameters moves alone in these ${runs.length} runs.`,
      hint: "Give { base } with values that the grid has, and a grid in which parameters have several values.",
    });
  }
  return rows.sort((a, b) => swing(b) - swing(a));
}

function swing({ atLowest, atHighest }: Sensitivity): number {
  return Math.abs(atHighest - atLowest);
}

function valuesOf(runs: readonly FinishedRun[], name: string): PlotValue[] {
  return [
    ...new Set(runs.flatMap(({ parameters }) => (Object.hasOwn(parameters, name) ? [parameters[name]] : []))),
  ].sort(compareValues);
}

function isSame(a: PlotValue, b: PlotValue): boolean {
  return compareValues(a, b) === 0;
}

function meanIn(runs: readonly FinishedRun[], figure: FigureOf, options: FigureOptions): number | null {
  const known = runs.some((run) => run.error === undefined);
  return known ? meanOf(runs, figure, { ...options, resamples: 100 }).mean : null;
}

function correlationOf(
  runs: readonly FinishedRun[],
  name: string,
  figure: FigureOf,
  options: FigureOptions,
): Pick<Sensitivity, "correlation" | "correlated"> {
  const { values, places } = figureValues(runs, figure, options);
  const pairs = places.flatMap((place, at) => {
    const value = runs[place]?.parameters[name];
    return value === undefined || typeof value === "string"
      ? []
      : [[Number(value), Number(values[at])] as const];
  });
  const correlation =
    pairs.length < 2
      ? Number.NaN
      : sampleRankCorrelation(
          pairs.map(([value]) => value),
          pairs.map(([, found]) => found),
        );
  return { correlation: Number.isNaN(correlation) ? null : correlation, correlated: pairs.length };
}
