import type { ChartSpec } from "../chartSpec.ts";
import { drawSvg } from "./drawSvg.ts";
import { embedFont } from "./embedFont.ts";

/**
 * Draws a chart as SVG, without a browser: the same bytes for the same spec on every machine. Characters that cannot
 * be seen, or that turn the direction of others, are drawn as the replacement character.
 *
 * @param spec - from `buildChart`, or edited by hand; a spec of one's own goes through `themedSpec` first
 * @returns an SVG document, in pixels; text stays text, and the glyphs of Inter that it uses are in the document
 * @throws ChartRenderError if the spec has no description or nothing to draw, or does not compile or draw without
 *   warnings
 * @example await writeFile("chart.svg", await renderSvg(buildChart($.recording)));
 */
export async function renderSvg(spec: ChartSpec): Promise<string> {
  return await embedFont(await drawSvg(spec));
}
