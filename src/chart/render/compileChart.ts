import type { ChartSpec } from "../chartSpec.ts";
import { checkSpec } from "./checkSpec.ts";
import { drawableTexts } from "./drawableTexts.ts";
import { warningsAsErrors } from "./warningsAsErrors.ts";

/**
 * Compiles a chart for Vega, tooltips and zooming included: what a page with Vega alone can show.
 *
 * @param spec - from `buildChart`, or edited by hand
 * @returns a Vega specification, plain JSON
 * @throws ChartRenderError if the spec does not compile without warnings
 */
export async function compileChart(spec: ChartSpec): Promise<object> {
  checkSpec(spec);
  // Loaded here: it waits at its top level, which a notebook's require() of this library cannot follow.
  const { compile } = await import("vega-lite");
  // Vega has no use for the source, and a page holds it already.
  const chart = Object.fromEntries(Object.entries(spec).filter(([key]) => key !== "usermeta"));
  return warningsAsErrors(
    "compile the Vega-Lite spec",
    (logger) => compile(drawableTexts(chart) as never, { logger }).spec,
  );
}
