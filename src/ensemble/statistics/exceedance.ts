import type { FinishedRun } from "../finishedRun.ts";
import { type FigureOf, type FigureOptions, figureValues, unitsOf } from "./figureValues.ts";
import { wilson } from "./probabilityOf.ts";

/** How likely a figure exceeds a value. */
export interface Exceedance {
  /** In units. */
  readonly value: number;
  /** Share of the runs whose figure is greater, 0 to 1, with Wilson's interval. */
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  /** Runs behind it. */
  readonly count: number;
  readonly [column: string]: number;
}

/**
 * How likely a figure exceeds each value that it had: a row for each different value, in rising order.
 *
 * @param level - how sure the intervals are. Default: 0.95
 * @throws InvalidArgumentsError if no run has a value
 * @example exceedanceOf(runs, "refused").find(({ probability }) => probability <= 0.05)?.value;
 */
export function exceedanceOf(
  runs: readonly FinishedRun[],
  figure: FigureOf,
  { level = 0.95, ...options }: FigureOptions & { readonly level?: number } = {},
): Exceedance[] {
  const { values, count, decimals } = figureValues(runs, figure, options);
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.flatMap((value, at) => {
    if (sorted[at + 1] === value) return [];
    const { share, low, high } = wilson(count - at - 1, count, level);
    return [{ value: unitsOf(value, decimals), probability: share, low, high, count }];
  });
}
