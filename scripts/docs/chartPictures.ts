import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import { withTheme } from "../../src/chart/withTheme.ts";
import { escapeHtml } from "../../src/chart/export/escapeHtml.ts";
import { slug } from "../../src/common/slug.ts";
import { renderSvg } from "../../src/chart/render/renderSvg.ts";
import type { CodeCell } from "../../src/runner/notebookDocument.ts";

/** A chart that an executed notebook holds. */
export interface NotebookChart {
  readonly name: string;
  readonly title: string;
  readonly spec: ChartSpec;
  /** The call that draws it, as it stands in its cell; empty if it was not found. */
  readonly lines: string;
}

/**
 * The chart of an output, if it is one that `$.draw` made.
 *
 * @param source - of its cell
 * @param place - how many charts of the cell came before
 */
export function chartOf(
  output: CodeCell["outputs"][number],
  source: string,
  place: number,
): NotebookChart | undefined {
  if (output.output_type !== "display_data") return undefined;
  const { data, metadata } = output;
  const spec = data["application/vnd.vegalite.v5+json"];
  const about = metadata.simulation as { name?: unknown; title?: unknown } | undefined;
  if (typeof spec !== "object" || spec === null || typeof about?.name !== "string") return undefined;
  const title = typeof about.title === "string" ? about.title : about.name;
  return {
    name: slug(about.name),
    title,
    spec: spec as unknown as ChartSpec,
    lines: drawingCalls(source)[place] ?? "",
  };
}

/** The calls of a cell that draw, from the start of a line to the line that closes them. */
function drawingCalls(source: string): string[] {
  const calls = source.matchAll(/^await \$\.(?:draw|plot|show|compare)\((?:[^\n]*\);|[^]*?^\}?\);)$/gm);
  return [...calls].map(([call]) => call);
}

/** The chart's pictures for light and for dark pages: content by path, from the folder that `base` names. */
export async function chartPictures(
  { name, spec }: Pick<NotebookChart, "name" | "spec">,
  base: string,
): Promise<[string, string][]> {
  return await Promise.all(
    (["light", "dark"] as const).map(
      async (theme) =>
        [`${base}/${name}-${theme}.svg`, `${await renderSvg(withTheme(spec, theme))}\n`] as [string, string],
    ),
  );
}

/** Shows whichever of the two pictures fits the reader's page. */
export function pictureElement({ name, spec }: Pick<NotebookChart, "name" | "spec">, base: string): string {
  return [
    "<picture>",
    `  <source media="(prefers-color-scheme: dark)" srcset="${base}/${name}-dark.svg">`,
    `  <img alt="${escapeHtml(spec.description).replaceAll("\n", " ")}" src="${base}/${name}-light.svg">`,
    "</picture>",
  ].join("\n");
}
