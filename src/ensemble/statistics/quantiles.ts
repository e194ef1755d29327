import { numericSort, quantileSorted } from "simple-statistics";
import { InvalidArgumentsError } from "../../common/errors.ts";
import type { FinishedRun } from "../finishedRun.ts";
import { type Behind, type FigureOf, type FigureOptions, figureValues, unitsOf } from "./figureValues.ts";

/** The value below which a share of the runs lies. */
export interface Quantile {
  /** Share, 0 to 1. */
  readonly share: number;
  /** In units. */
  readonly value: number;
}

/** Quantiles of a figure, and what they are made of. */
export interface Quantiles extends Behind {
  readonly quantiles: readonly Quantile[];
}

/**
 * Quantiles of a figure, by linear interpolation between the values on both sides (type 7 of Hyndman and Fan). Of exact
 * integers the difference between these is exact before it is divided.
 *
 * @param shares - from 0 to 1. Default: 5, 25, 50, 75 and 95%
 * @throws InvalidArgumentsError if a share is out of range, or no run has a value
 * @example quantilesOf(runs, "left", [0.5], { decimals: 18 }).quantiles[0]?.value;
 */
export function quantilesOf(
  runs: readonly FinishedRun[],
  figure: FigureOf,
  shares: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95],
  options: FigureOptions = {},
): Quantiles {
  const wrong = shares.find((share) => !(share >= 0 && share <= 1));
  if (wrong !== undefined) {
    throw new InvalidArgumentsError({
      message: `There is no quantile of the share ${wrong}.`,
      hint: "Give shares from 0 to 1; 0.95 for the value that 95% of the runs do not exceed.",
    });
  }
  const { values, count, missing, decimals } = figureValues(runs, figure, options);
  const at = sortedReader(values, decimals);
  return { count, missing, quantiles: shares.map((share) => ({ share, value: at(share) })) };
}

function sortedReader(
  values: readonly bigint[] | readonly number[],
  decimals: number,
): (share: number) => number {
  const [first] = values;
  if (typeof first !== "bigint") {
    const sorted = numericSort(values as readonly number[]);
    return (share) => quantileSorted(sorted, share);
  }
  const sorted = (values as readonly bigint[]).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return (share) => {
    const place = (sorted.length - 1) * share;
    const [below = 0n, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return unitsOf(below, decimals) + (place - Math.floor(place)) * unitsOf(above - below, decimals);
  };
}
