import type { ChartSpec } from "../chartSpec.ts";
import { ChartRenderError } from "../errors.ts";
import { rasterizeSvg } from "./rasterizeSvg.ts";
import { drawSvg } from "./drawSvg.ts";

/** How a chart becomes pixels. */
export interface PngOptions {
  /** Pixels per chart pixel, 0.25 to 8; 2 if absent, which is sharp on any screen. */
  readonly scale?: number;
}

/**
 * Draws a chart as PNG, without a browser: the same bytes for the same spec on every machine.
 *
 * @param spec - from `buildChart`, or edited by hand
 * @returns the file's bytes
 * @throws ChartRenderError if the spec does not compile or draw, or `scale` is out of range
 * @example await writeFile("chart.png", await renderPng(buildChart($.recording)));
 */
export async function renderPng(spec: ChartSpec, options: PngOptions = {}): Promise<Uint8Array> {
  const scale = options.scale ?? 2;
  if (!(scale >= 0.25 && scale <= 8)) {
    throw new ChartRenderError("rasterise the chart", [`scale ${String(scale)} is not within 0.25 to 8`]);
  }
  return await rasterizeSvg(await drawSvg(spec), scale);
}
