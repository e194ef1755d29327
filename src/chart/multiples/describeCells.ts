import type { ChartOptions } from "../chartOptions.ts";
import { type ChartWords, describeChart } from "../describeChart.ts";
import { lastValue } from "../panel/lineNames.ts";
import { type Cell, uniqueLines } from "./cells.ts";

/** Says in words what all cells show: once what is the same in all, one after the other what is not. */
export function describeCells(
  cells: readonly Cell[],
  options: Pick<ChartOptions, "title" | "description">,
): ChartWords {
  const described = cells.map(({ recording, panels, rows, range, title }) => {
    const series = panels.flatMap((panel) => panel.series);
    return {
      ...describeChart({ recording, series, references: [], rows, range }, options),
      cell: title,
      series,
      rows,
    };
  });
  const names = uniqueLines(cells).map((one) => one.label);
  const same = (texts: readonly string[], otherwise: string): string =>
    new Set(texts).size === 1 ? (texts[0] ?? "") : otherwise;
  const ends = described.slice(0, 6).flatMap(({ cell, series: [first], rows }) => {
    const failures = rows.reduce((sum, row) => sum + row.events.length, 0);
    const note = failures === 0 ? "" : ` with ${String(failures)} failures`;
    return first === undefined ? [] : [`at ${lastValue(first)} (${cell}${note})`];
  });
  return {
    title: `${names.slice(0, 3).join(", ")}, ${String(cells.length)} recordings`,
    subtitle: same(
      described.map((words) => words.subtitle),
      `${String(cells.length)} recordings`,
    ),
    finding: options.description ?? `${names[0] ?? "Nothing"} ends ${ends.join(", ")}.`,
    source: same(
      described.map((words) => words.source),
      [...new Set(described.map((words) => words.source))].join(" · "),
    ),
  };
}
