import { createHash } from "node:crypto";
import type { ChartSpec } from "../chartSpec.ts";
import { visibleText } from "../../common/visibleText.ts";
import { checkSpec } from "./checkSpec.ts";
import { drawableTexts } from "./drawableTexts.ts";
import { type DrawingLibrary, drawStatic } from "./drawStatic.ts";
import { warningsAsErrors } from "./warningsAsErrors.ts";
import { loadTextFont } from "./textFont.ts";
import { withoutInteraction } from "./withoutInteraction.ts";

/**
 * Draws a chart as SVG that names its font and does not hold it: for what brings the font itself.
 *
 * @param spec - from `buildChart`, or edited by hand; a spec of one's own goes through `themedSpec` first
 * @returns an SVG document, in pixels
 * @throws ChartRenderError if the spec has no description or nothing to draw, or does not compile or draw without warnings
 */
export async function drawSvg(spec: ChartSpec): Promise<string> {
  checkSpec(spec);
  // Loaded here: these wait at their top level, which a notebook's require() of this library cannot follow.
  const [vega, { compile }, measure] = await Promise.all([
    import("vega") as Promise<unknown> as Promise<DrawingLibrary>,
    import("vega-lite"),
    loadTextFont(),
  ]);
  const compiled = warningsAsErrors("compile the Vega-Lite spec", (logger) => {
    const result = compile(drawableTexts(withoutInteraction(spec)) as never, { logger });
    return result.spec;
  });
  const svg = warningsAsErrors("draw the chart", (logger) => drawStatic(vega, compiled, measure, logger));
  return describe(withOwnIds(svg), visibleText(spec.description));
}

/** Names clip paths after the picture, so that two charts in one page do not clip each other. */
function withOwnIds(svg: string): string {
  const name = createHash("sha256").update(svg).digest("hex").slice(0, 8);
  return svg
    .replace(/ id="clip(\d+)"/g, ` id="chart-${name}-$1"`)
    .replace(/ clip-path="url\(#clip(\d+)\)"/g, ` clip-path="url(#chart-${name}-$1)"`);
}

/** Gives the picture its description, for readers who cannot see it. */
function describe(svg: string, description: string): string {
  const text = description.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
  return svg.replace("<svg ", `<svg role="img" aria-label="${text}" `);
}
