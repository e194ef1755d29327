import { numericSort, quantileSorted } from "simple-statistics";
import type { PlotColumn } from "../../chart/plot/plotColumn.ts";

/** The values of a run along x, in rising order of x. */
export interface RunLine {
  readonly run: string;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/** More different places than this along x, and quantiles are taken at so many that lie evenly. */
const mostPlaces = 400;

/** Sorts rows into lines, one for each run; rows without a value are left out. */
export function runLines(x: PlotColumn, y: PlotColumn, run: PlotColumn): RunLine[] {
  const lines = new Map<string, [x: number, y: number][]>();
  x.values.forEach((at, row) => {
    const [value, name] = [y.values[row], run.values[row]];
    if (typeof at !== "number" || typeof value !== "number" || name == null) return;
    const points = lines.get(String(name)) ?? [];
    points.push([at, value]);
    lines.set(String(name), points);
  });
  return [...lines].map(([name, points]) => {
    points.sort((a, b) => a[0] - b[0]);
    return { run: name, xs: points.map(([at]) => at), ys: points.map(([, value]) => value) };
  });
}

/** Quantiles of all lines along x. */
export interface FanPlace {
  readonly x: number;
  /** In the order of the shares. */
  readonly quantiles: readonly number[];
  /** Lines that reach here. */
  readonly count: number;
}

/**
 * Quantiles at each place along x at which a line has a value; between its own values a line runs straight. Where lines
 * end, those that go on count.
 *
 * @param shares - 0 to 1
 */
export function fanPlaces(lines: readonly RunLine[], shares: readonly number[]): FanPlace[] {
  const all = numericSort([...new Set(lines.flatMap(({ xs }) => [...xs]))]);
  const [first = 0, last = first] = [all[0], all.at(-1)];
  const places =
    all.length <= mostPlaces
      ? all
      : Array.from({ length: mostPlaces }, (_, at) => first + ((last - first) * at) / (mostPlaces - 1));
  return places.flatMap((x) => {
    const values = lines.flatMap((line) => valueOn(line, x) ?? []);
    if (values.length === 0) return [];
    const sorted = numericSort(values);
    return [{ x, count: values.length, quantiles: shares.map((share) => quantileSorted(sorted, share)) }];
  });
}

function valueOn({ xs, ys }: RunLine, x: number): number | undefined {
  const after = xs.findIndex((at) => at >= x);
  const [right, rightY] = [xs[after], ys[after]];
  if (right === undefined || rightY === undefined) return undefined;
  if (right === x) return ys[lastAt(xs, after)];
  const [left, leftY] = [xs[after - 1], ys[after - 1]];
  if (left === undefined || leftY === undefined) return undefined;
  return leftY + ((rightY - leftY) * (x - left)) / (right - left);
}

/** Of several values at one place the last counts. */
function lastAt(xs: readonly number[], first: number): number {
  let at = first;
  while (xs[at + 1] === xs[first]) at += 1;
  return at;
}
