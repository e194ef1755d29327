import { join } from "node:path";
import { buildComparison } from "../buildComparison.ts";
import type { ChartSpec } from "../chartSpec.ts";
import { RunInterruptedError } from "../../common/errors.ts";
import { exportChart } from "../export/exportChart.ts";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import type { ComparedScenario, Comparison } from "../../recording/compare/comparison.ts";
import { comparisonToHtml, type ScenarioChart } from "./comparisonToHtml.ts";
import { comparisonToMarkdown } from "./comparisonToMarkdown.ts";

/** What of a comparison is written. */
export interface WriteComparisonOptions {
  /** Which scenarios get a chart; all that can be drawn unless told. */
  readonly draws?: (scenario: ComparedScenario) => boolean;
  readonly signal?: AbortSignal;
}

/**
 * Writes a comparison as files: `index.html` and `report.md`, and for each scenario its overlay chart as SVG, PNG and
 * interactive page, in a folder for each notebook.
 *
 * @param folder - made if missing; files of the same names are replaced, others stay
 * @returns the paths that were written, the report first
 */
export async function writeComparison(
  comparison: Comparison,
  folder: string,
  { draws = () => true, signal }: WriteComparisonOptions = {},
): Promise<string[]> {
  const charts = new Map<ComparedScenario, ScenarioChart>();
  const files: string[] = [];
  for (const scenario of comparison.scenarios) {
    if (signal?.aborted === true) throw new RunInterruptedError("the report");
    const redraw = draws(scenario) ? chartOf(scenario, comparison) : undefined;
    if (redraw === undefined) continue;
    const spec = redraw();
    const { notebook, name } = scenario;
    const place = join(folder, notebook);
    files.push(
      ...(await exportChart({ name, spec, redraw, formats: ["svg", "png", "html"], folder: place })),
    );
    charts.set(scenario, { spec, page: `${encodeURIComponent(notebook)}/${name}.html` });
  }
  const [page, text] = [join(folder, "index.html"), join(folder, "report.md")];
  await writeFileAtomic(page, await comparisonToHtml(comparison, (scenario) => charts.get(scenario)));
  const pictureOf = (scenario: ComparedScenario): string | undefined =>
    charts.get(scenario)?.page.replace(/html$/, "png");
  await writeFileAtomic(text, comparisonToMarkdown(comparison, pictureOf));
  return [page, text, ...files];
}

/** Nothing if there is nothing to lay over each other. */
function chartOf(
  { title, base, head, differences }: ComparedScenario,
  names: Pick<Comparison, "base" | "head">,
): ((width?: number) => ChartSpec) | undefined {
  if (base === undefined || head === undefined || differences === undefined) return undefined;
  if (differences.traces.length === 0) return undefined;
  if (base.rows.length === 0 || head.rows.length === 0) return undefined;
  const [first, second] = [
    { name: names.base, recording: base },
    { name: names.head, recording: head },
  ];
  return (width) =>
    buildComparison(first, second, { title, ...(width !== undefined && { size: { width } }) });
}
