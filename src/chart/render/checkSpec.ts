import { ChartRenderError } from "../errors.ts";

/** What holds the drawing of a spec: one of these it must have. */
const views = ["mark", "layer", "concat", "hconcat", "vconcat", "facet", "repeat", "spec"];

/**
 * Checks that a spec has what a picture needs, before Vega-Lite answers in its own words.
 *
 * @param spec - a Vega-Lite spec, of this kit or one's own
 * @throws ChartRenderError if it is none, says nowhere what it shows, or draws nothing; all that it lacks is named
 */
export function checkSpec(spec: unknown): void {
  const stage = "compile the Vega-Lite spec";
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    const what = spec === null ? "null" : Array.isArray(spec) ? "a list" : `a ${typeof spec}`;
    throw new ChartRenderError(
      stage,
      [`it is ${what}`],
      undefined,
      "Give a Vega-Lite spec: an object with a description and a mark.",
    );
  }
  const parts: Readonly<Record<string, unknown>> = { ...spec };
  const { description } = parts;
  const isDescribed = typeof description === "string" && description.trim() !== "";
  const lacking = [
    ...(isDescribed ? [] : ["a description (a sentence for readers who cannot see the chart)"]),
    ...(views.some((view) => parts[view] !== undefined)
      ? []
      : [`something to draw (one of ${views.join(", ")})`]),
  ];
  if (lacking.length === 0) return;
  throw new ChartRenderError(
    stage,
    [`it lacks ${lacking.join(" and ")}`],
    undefined,
    isDescribed
      ? "See https://vega.github.io/vega-lite-v5/docs/spec.html for what a spec holds."
      : 'Add description: "…" to the spec, or pass it through themedSpec(spec, { title }), which takes the title for it.',
  );
}
