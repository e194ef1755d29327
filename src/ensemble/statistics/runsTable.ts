import { scaleValue } from "../../chart/panel/scaleValue.ts";
import type { PlotRow, PlotValue } from "../../chart/plot/plotOptions.ts";
import type { FinishedRun } from "../finishedRun.ts";

/** How figures are shown in a table. */
export interface RunsTableOptions {
  /** Digits after the point that exact integers carry, by figure or parameter: `{ expired: 18 }`. */
  readonly decimals?: Readonly<Record<string, number>>;
}

/**
 * Runs as tidy rows: `run`, `seed`, a column for each parameter and figure, and `error`, which is `null` for a run that
 * did not fail. What `$.plot`, a chart of many runs, a loop, or a spreadsheet takes.
 *
 * @example await $.plot(runsTable(runs), { mark: "dot", x: "liquidity", y: "refused" });
 */
export function runsTable(runs: readonly FinishedRun[], { decimals = {} }: RunsTableOptions = {}): PlotRow[] {
  const figures = [...new Set(runs.flatMap((run) => Object.keys(run.figures)))];
  const scaled = (name: string, value: PlotValue): PlotValue => {
    const digits = Object.hasOwn(decimals, name) ? decimals[name] : undefined;
    return digits !== undefined && typeof value === "bigint" ? scaleValue(value, digits) : value;
  };
  return runs.map((run) => ({
    run: run.id,
    seed: run.seed,
    ...Object.fromEntries(Object.entries(run.parameters).map(([name, value]) => [name, scaled(name, value)])),
    ...Object.fromEntries(
      figures.map((name) => [
        name,
        scaled(name, Object.hasOwn(run.figures, name) ? run.figures[name] : null),
      ]),
    ),
    error: run.error === undefined ? null : `${run.error.name}: ${run.error.message}`,
  }));
}

/**
 * Runs that agree in some parameters, together: in the order of these parameters' values.
 *
 * @param by - names of parameters
 * @param describe - makes the columns of a row from the runs of a group
 * @returns a tidy row for each group: the parameters, then what `describe` made
 * @example tableBy(runs, ["liquidity", "gwei"], (group) => ({ paid: meanOf(group, "paid").mean }));
 */
export function tableBy(
  runs: readonly FinishedRun[],
  by: readonly string[],
  describe: (group: readonly FinishedRun[]) => PlotRow,
): PlotRow[] {
  const groups = new Map<string, FinishedRun[]>();
  for (const run of runs) {
    const key = JSON.stringify(
      by.map((name) => `${typeof run.parameters[name]} ${String(run.parameters[name])}`),
    );
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()]
    .map((group) => ({ at: by.map((name) => group[0]?.parameters[name]), group }))
    .sort((a, b) => compareLists(a.at, b.at))
    .map(({ at, group }) => ({
      ...Object.fromEntries(by.map((name, place) => [name, at[place]])),
      ...describe(group),
    }));
}

function compareLists(a: readonly PlotValue[], b: readonly PlotValue[]): number {
  for (const [place, value] of a.entries()) {
    const order = compareValues(value, b[place]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers and integers by size, whichever they are; texts by their letters. */
export function compareValues(a: PlotValue, b: PlotValue): number {
  const [first, second] = [a ?? "", b ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
}
