import { visibleText } from "../../common/visibleText.ts";
import type { Comparison } from "../../recording/compare/comparison.ts";
import { describeScenario, type TextTable } from "./describeScenario.ts";
import { deviationsIn, verdictOf } from "../../recording/compare/verdictOf.ts";

/** A comparison for a terminal: tables of equal columns, the verdict at the end. */
export function comparisonToText(comparison: Comparison): string {
  const { base, head, scenarios } = comparison;
  const parts = scenarios.map((scenario) => {
    const { title, notes, tables } = describeScenario(scenario, comparison);
    return [title, ...notes, ...tables.flatMap((table) => ["", layOut(table)])].join("\n");
  });
  const verdict = [...verdictOf(comparison), ...deviationsIn(comparison)];
  return visibleText([`${head} against ${base}`, ...parts, verdict.join("\n")].join("\n\n"));
}

/** Lays rows out in columns: the first to the left, the others to the right. */
function layOut({ head, rows }: TextTable): string {
  // A name with a line break in it must not tear the table.
  const lines = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll(/\s/g, " ")));
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  const padded = lines.map((row) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    ),
  );
  return padded.map((row) => `  ${row.join("  ")}`.trimEnd()).join("\n");
}
