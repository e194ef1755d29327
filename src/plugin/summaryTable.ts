import { relative } from "node:path";
import type { ScenarioResult } from "../runner/runNotebooks.ts";

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
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([name = "", time = "", samples = "", chart = ""]) =>
      [
        name.padEnd(widths[0] ?? 0),
        time.padStart(widths[1] ?? 0),
        samples.padStart(widths[2] ?? 0),
        chart,
      ].join("  "),
    )
    .join("\n");
}
