import { relative } from "node:path";
import { textTable } from "../common/textTable.ts";
import type { ScenarioResult } from "../runner/writeNotebookCharts.ts";

/**
 * Sums up the scenarios of a run as a table of text: name, wall time of the cell, samples, chart.
 *
 * @param scenarios - what the run has drawn
 * @param folder - paths are shown relative to it
 * @returns lines of equal layout, or a sentence when nothing was drawn
 */
export function summaryTable(
  scenarios: readonly Pick<ScenarioResult, "name" | "seconds" | "samples" | "png">[],
  folder: string,
): string {
  if (scenarios.length === 0) return "No charts were drawn.";
  const rows = [
    ["scenario", "time", "samples", "chart"],
    ...scenarios.map((scenario) => [
      scenario.name,
      `${scenario.seconds.toFixed(1)} s`,
      String(scenario.samples),
      relative(folder, scenario.png),
    ]),
  ];
  return textTable(rows, { right: [1, 2] });
}
