import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ChartSpec } from "../chartSpec.ts";
import type { ChartThemeName } from "../theme/chartTheme.ts";
import { withTheme } from "../withTheme.ts";
import type { Recording, RecordingSource } from "../../recording/recording.ts";
import { compileChart } from "../render/compileChart.ts";
import { drawSvg } from "../render/drawSvg.ts";
import { fontFaces } from "../render/embedFont.ts";
import { chartSource } from "./chartSource.ts";
import { dataTables } from "./dataTables.ts";
import { embeddableJson } from "./embeddableJson.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { pageScript } from "./pageScript.ts";
import { readPrefix } from "../panel/linePanel.ts";
import { type Redraw, redrawOf } from "./redrawn.ts";
import { withEndSignals } from "./withEndSignals.ts";
import { pageStyle } from "./pageStyle.ts";

/** Pixels: pictures for phones, and for screens that are wider than what a chart usually takes. */
const widths = { narrow: 374, wide: 1_380 } as const;

/** What a live chart can come to show: any number, date and unit. */
const liveCharacters = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join("") + "−–·×…";

const themes: readonly ChartThemeName[] = ["light", "dark"];

/**
 * Makes a page of a chart that needs nothing else: interactive, in a light and a dark version, with the data as
 * tables and the source below it. It loads nothing; its security policy forbids that, and any script but its own.
 * Without scripts it shows the chart as a picture.
 *
 * @param recording - what the chart was made from; without it, the page has no tables
 * @param redraw - draws the chart for another width, such as a phone's; found from the recording if absent
 * @returns an HTML document
 * @throws ChartRenderError if the spec does not compile or draw without warnings
 */
export async function chartToHtml(
  spec: ChartSpec,
  recording?: Recording,
  redraw: Redraw | undefined = redrawOf(spec, recording),
): Promise<string> {
  const versions = Object.entries(redraw === undefined ? {} : widths).map(
    ([size, width]) => [size, redraw?.(width)] as const,
  );
  const drawn = [["usual", spec] as const, ...versions].flatMap(([size, version]) =>
    version === undefined
      ? []
      : themes.map((theme) => ({ id: `${theme}-${size}`, theme, size, themed: withTheme(version, theme) })),
  );
  const charts = await Promise.all(
    drawn.map(async ({ themed, ...one }) => {
      return {
        ...one,
        picture: await drawSvg(themed),
        live: withEndSignals(await compileChart(themed)),
        lines: linesOf(themed),
      };
    }),
  );
  const faces = await fontFaces(
    charts.map(({ picture }) => picture),
    liveCharacters,
  );
  const vega = inScript(await readVega());
  const script = inScript(pageScript);
  const title = escapeHtml(titleOf(spec));
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "font-src data:",
    // Vega compiles the expressions of a chart.
    `script-src ${[vega, script].map(sourceHash).join(" ")} 'unsafe-eval'`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const pictures = charts.map(
    ({ id, theme, size, picture }) =>
      `<div class="chart ${size === "usual" ? theme : `${size} on-${theme}`}" id="${id}">${picture}</div>`,
  );
  const live = Object.fromEntries(charts.map(({ id, live: chart, lines }) => [id, { chart, lines }]));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${faces}${pageStyle}</style>
</head>
<body>
<main>
<figure>
<div class="charts${versions.length === 0 ? "" : " fitting"}" role="region" aria-label="${title}" aria-describedby="words" tabindex="0">
${pictures.join("\n")}
</div>
<p class="hint"><span class="mouse">Point at a line or a marker to read it; click on the name of a line to hide it. Drag to move along the time axis, scroll with Ctrl, Alt or ⌘ held to zoom, double-click to go back.</span><span class="touch">Tap a line or a marker to read it, and the name of a line to hide it. Drag sideways to move along the time axis, spread two fingers to zoom.</span></p>
<figcaption id="words">${escapeHtml(spec.description)}</figcaption>
</figure>
${recording === undefined ? "" : dataTables(recording)}
<section>
<h2>Source</h2>
${sourceList(spec, recording)}
</section>
</main>
<div id="tooltip" role="status" hidden></div>
<script type="application/json" id="source">${embeddableJson(chartSource(spec, recording))}</script>
<script type="application/json" id="charts">${embeddableJson(live)}</script>
<script>${vega}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Which line has to be shown for an entry of a tooltip to count: keys by the titles of entries. */
function linesOf(spec: ChartSpec): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const { field, title }: { field?: unknown; title?: unknown } = part;
    const toggle =
      typeof field === "string" && field.startsWith(readPrefix) ? field.split("_").at(-1) : undefined;
    if (toggle !== undefined && typeof title === "string") found[title] = toggle;
    Object.values(part).forEach(visit);
  };
  visit(spec.vconcat);
  return found;
}

function titleOf({ title, description }: ChartSpec): string {
  const text = (title as { readonly text?: unknown } | undefined)?.text;
  const lines = [text].flat().filter((line) => typeof line === "string");
  return lines.join(" ") || description;
}

function sourceList(spec: ChartSpec, recording: Recording | undefined): string {
  const source: RecordingSource | undefined = recording?.source ?? spec.usermeta.source;
  const [first, last] = [recording?.rows[0], recording?.rows.at(-1)];
  const facts: readonly (readonly [string, string])[] =
    source === undefined
      ? [["kit", spec.usermeta.kit]]
      : [
          ["chain", `${source.chain.kind}, ${source.chain.origin}, chain id ${source.chain.chainId}`],
          ...(first && last ? [["blocks", `${first.block} to ${last.block}`] as const] : []),
          ["seed", source.seed],
          ["kit", source.kit],
          ...source.contracts.map(
            ({ name, address, codeHash }) =>
              [name ?? "contract", `${address}, code hash ${codeHash}`] as const,
          ),
        ];
  const items = facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>\n${items.join("\n")}\n</dl>`;
}

/** Vega as one script with its license, from the package that draws the pictures too. */
async function readVega(): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve("vega"));
  const license = await readFile(join(folder, "..", "LICENSE"), "utf8");
  return `/* Vega\n\n${license.replaceAll("*/", "* /")}*/\n${await readFile(join(folder, "vega.min.js"), "utf8")}`;
}

/** A script that nothing in it can end. */
function inScript(code: string): string {
  return code.replaceAll(/<(?=\/script|!--)/gi, "\\x3c");
}

function sourceHash(script: string): string {
  return `'sha256-${hash("sha256", script, "base64")}'`;
}
