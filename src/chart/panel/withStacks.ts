import { checkTimes } from "./areaEdges.ts";
import type { DrawnSeries } from "./drawnSeries.ts";

/**
 * Puts the series of a panel that are stacked on top of each other, the first at the bottom. A gap of one of them
 * leaves those above it where they would be without it.
 *
 * @throws InvalidChartOptionError if they were not sampled at the same times
 */
export function withStacks(series: readonly DrawnSeries[]): DrawnSeries[] {
  let below: DrawnSeries | undefined;
  let heights: readonly number[] = [];
  return series.map((one) => {
    if (one.as !== "stack") return one;
    if (below !== undefined) checkTimes(one, below, "stacked on");
    const bases = one.values.map((value, at) => (value === null ? null : (heights[at] ?? 0)));
    const tops = one.values.map((value, at) => (value === null ? null : (heights[at] ?? 0) + value));
    heights = one.values.map((value, at) => (heights[at] ?? 0) + (value ?? 0));
    below = one;
    return { ...one, edges: { bases, tops } };
  });
}
