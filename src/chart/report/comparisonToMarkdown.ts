import { visibleText } from "../../common/visibleText.ts";
import type { ComparedScenario, Comparison } from "../../recording/compare/comparison.ts";
import { describeScenario, type TextTable } from "./describeScenario.ts";
import { overviewTable } from "./overviewTable.ts";
import { verdictOf } from "../../recording/compare/verdictOf.ts";

/**
 * A comparison as Markdown, for a pull request. Names that come from contracts are text in it, whatever they hold.
 *
 * @param chartOf - path of a scenario's picture, if it has one
 */
export function comparisonToMarkdown(
  comparison: Comparison,
  chartOf: (scenario: ComparedScenario) => string | undefined,
): string {
  const { base, head, scenarios } = comparison;
  const parts = scenarios.map((scenario) => {
    const { title, notes, tables } = describeScenario(scenario, comparison);
    const chart = chartOf(scenario);
    return [
      `## ${plain(title)}`,
      ...notes.map(plain),
      ...(scenario.deviations.length === 0
        ? []
        : [`Beyond the tolerance:\n\n${scenario.deviations.map((text) => `- ${plain(text)}`).join("\n")}`]),
      ...(chart === undefined ? [] : [`![${plain(title)}](${chart})`]),
      ...tables.map(layOut),
    ].join("\n\n");
  });
  const verdict = verdictOf(comparison).map((line) => `- ${plain(line)}`);
  return `${[`# ${plain(head)} against ${plain(base)}`, verdict.join("\n"), layOut(overviewTable(comparison)), ...parts].join("\n\n")}\n`;
}

function layOut({ head, rows }: TextTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(" | ")} |`;
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** Text in which Markdown and HTML find nothing to act on; what is no word, number or pause is written by its code. */
function plain(text: string): string {
  return visibleText(text)
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(
      /[^\p{L}\p{M}\p{N} .,:;()%+−–'’-]|:(?=\/)|^[-+]|(?<=\bwww)\./giu,
      (sign) => `&#${sign.codePointAt(0)};`,
    );
}
