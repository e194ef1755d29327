import type { ChartSpec } from "../chartSpec.ts";
import { withTheme } from "../withTheme.ts";
import { escapeHtml } from "../export/escapeHtml.ts";
import { pageStyle } from "../export/pageStyle.ts";
import { renderSvg } from "../render/renderSvg.ts";
import type { ComparedScenario, Comparison } from "../../recording/compare/comparison.ts";
import { describeScenario, type TextTable } from "./describeScenario.ts";
import { overviewTable } from "./overviewTable.ts";
import { sourcesOf } from "./sourcesOf.ts";
import { verdictOf } from "../../recording/compare/verdictOf.ts";

/** A scenario's chart, and the page on which it can be read point by point. */
export interface ScenarioChart {
  readonly spec: ChartSpec;
  /** Path of the page, relative to the report. */
  readonly page: string;
}

/**
 * A comparison as a page that needs nothing else: no script, no network, pictures in it, light or dark as the reader
 * likes it.
 */
export async function comparisonToHtml(
  comparison: Comparison,
  chartOf: (scenario: ComparedScenario) => ScenarioChart | undefined,
): Promise<string> {
  const { base, head, scenarios } = comparison;
  const title = escapeHtml(`${head} against ${base}`);
  const sections: string[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    sections.push(await sectionOf(scenario, comparison, `s${index + 1}`, chartOf(scenario)));
  }
  const overview = overviewTable(comparison);
  const sources = sourcesOf(comparison).map(
    ([side, text]) => `<dt>${isolated(side)}</dt><dd>${isolated(text)}</dd>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${pageStyle}${reportStyle}</style>
</head>
<body>
<main>
<h1>${isolated(head)} against ${isolated(base)}</h1>
${verdictOf(comparison)
  .map((line) => `<p>${isolated(line)}</p>`)
  .join("\n")}
<div class="overview">${tableOf(overview, (row) => `#s${row + 1}`)}</div>
${sections.join("\n")}
<section>
<h2>Sources</h2>
<dl>
${sources.join("\n")}
</dl>
</section>
</main>
</body>
</html>
`;
}

async function sectionOf(
  scenario: ComparedScenario,
  comparison: Comparison,
  id: string,
  chart: ScenarioChart | undefined,
): Promise<string> {
  const { title, notes, tables } = describeScenario(scenario, comparison);
  return `<section id="${id}">
<h2>${isolated(title)}</h2>
${notes.map((note) => `<p>${isolated(note)}</p>`).join("\n")}
${deviationList(scenario.deviations)}
${chart === undefined ? "" : await figureOf(chart)}
${tables.map((table) => tableOf(table)).join("\n")}
</section>`;
}

function deviationList(deviations: readonly string[]): string {
  if (deviations.length === 0) return "";
  const items = deviations.map((text) => `<li>${isolated(text)}</li>`);
  return `<p>Beyond the tolerance:</p>\n<ul>\n${items.join("\n")}\n</ul>`;
}

/** Pictures as images: what one of them defines cannot disturb another. */
async function figureOf({ spec, page }: ScenarioChart): Promise<string> {
  const [light, dark] = await Promise.all(
    (["light", "dark"] as const).map(async (theme) => dataUrl(await renderSvg(withTheme(spec, theme)))),
  );
  return `<figure>
<picture><source media="screen and (prefers-color-scheme: dark)" srcset="${dark ?? ""}"><img src="${light ?? ""}" alt="${escapeHtml(spec.description)}"></picture>
<p class="more"><a href="${escapeHtml(page)}">Read it point by point</a></p>
</figure>`;
}

function dataUrl(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

function tableOf({ head, rows }: TextTable, linkOf?: (row: number) => string): string {
  const heads = head.map((text, column) => `<th scope="col"${numberClass(column)}>${isolated(text)}</th>`);
  const lines = rows.map((row, index) => {
    const name = (text: string): string =>
      linkOf === undefined ? isolated(text) : `<a href="${linkOf(index)}">${isolated(text)}</a>`;
    const cells = row.map((text, column) =>
      column === 0
        ? `<th scope="row">${name(text)}</th>`
        : `<td${numberClass(column)}>${isolated(text)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="table"><table>\n<thead><tr>${heads.join("")}</tr></thead>\n<tbody>\n${lines.join("\n")}\n</tbody>\n</table></div>`;
}

function numberClass(column: number): string {
  return column === 0 ? "" : ' class="number"';
}

/** A text of which the direction of writing ends where it does. */
function isolated(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}

const reportStyle = `
h1 { font-size: 22px; margin: 16px 20px 8px; }
main > p, .overview { margin: 4px 20px; }
img { max-width: 100%; height: auto; }
section > p, section > ul { margin: 4px 0; }
.more { font-size: 13px; margin: 0 0 8px; }
a { color: inherit; }
.table { max-height: none; }
td.number { font-feature-settings: "tnum"; }
`;
