import { closest } from "../../common/closest.ts";
import { InvalidArgumentsError } from "../../common/errors.ts";
import { scaleValue } from "../../chart/panel/scaleValue.ts";
import type { FinishedRun } from "../finishedRun.ts";

/** A figure of runs by name, or a quantity made from a run; one without a value is left out of a statistic. */
export type FigureOf = string | ((run: FinishedRun) => number | bigint | boolean | null | undefined);

/** How a figure is read. */
export interface FigureOptions {
  /** Digits after the point that exact integers carry: 18 for wei as ether. Default: 0. */
  readonly decimals?: number;
}

/** How many runs a statistic is made of. */
export interface Behind {
  /** Runs that it was made of. */
  readonly count: number;
  /** Runs that had no value: failed, or `null`. */
  readonly missing: number;
}

/** Values of a figure, all of one kind. */
export interface FigureValues extends Behind {
  /** Exact, in the order of the runs: integers where all are, numbers otherwise. */
  readonly values: readonly bigint[] | readonly number[];
  /** Places of their runs in the list. */
  readonly places: readonly number[];
  readonly decimals: number;
}

/**
 * Reads a figure of runs. Integers stay exact; a boolean is 0 or 1.
 *
 * @throws InvalidArgumentsError if no run has the figure, it holds texts, or there is no value at all
 */
export function figureValues(
  runs: readonly FinishedRun[],
  figure: FigureOf,
  { decimals = 0 }: FigureOptions = {},
): FigureValues {
  const read = typeof figure === "string" ? (run: FinishedRun) => namedFigure(runs, run, figure) : figure;
  const places: number[] = [];
  const found = runs.flatMap((run, place) => {
    const value = run.error === undefined ? (read(run) ?? null) : null;
    if (value === null || Number.isNaN(value)) return [];
    places.push(place);
    return [typeof value === "boolean" ? BigInt(value) : value];
  });
  const name = typeof figure === "string" ? JSON.stringify(figure) : "the quantity";
  if (found.length === 0) {
    throw new InvalidArgumentsError({
      message: `None of ${runs.length} runs has a value of ${name}.`,
      hint: "Look at the errors of the runs: runs.find((run) => run.error).",
    });
  }
  const behind = { count: found.length, missing: runs.length - found.length, places, decimals };
  const integers = found.filter((value) => typeof value === "bigint");
  if (integers.length === found.length) return { ...behind, values: integers };
  return {
    ...behind,
    values: found.map((value) =>
      typeof value === "bigint" ? (scaleValue(value, decimals) ?? Number.NaN) : value,
    ),
  };
}

function namedFigure(
  runs: readonly FinishedRun[],
  run: FinishedRun,
  name: string,
): number | bigint | boolean | null {
  const value = Object.hasOwn(run.figures, name) ? run.figures[name] : undefined;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" || value === null)
    return value;
  const known = [...new Set(runs.flatMap(({ figures }) => Object.keys(figures)))];
  if (value === undefined && known.includes(name)) return null;
  throw new InvalidArgumentsError({
    message: `${value === undefined ? "No run has a" : "A run has a text as"} figure ${JSON.stringify(name)}.`,
    hint: `Did you mean ${closest(name, known)[0] ?? "another"}? The figures are ${known.join(", ") || "none"}.`,
  });
}

/** A value as a number of units. */
export function unitsOf(value: bigint | number, decimals: number): number {
  return typeof value === "bigint" ? (scaleValue(value, decimals) ?? Number.NaN) : value;
}
