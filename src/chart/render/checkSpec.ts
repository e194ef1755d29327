import { ChartRenderError } from "../errors.ts";

/** What holds the drawing of a spec: one of these it must have. */
const views = ["mark", "layer", "concat", "hconcat", "vconcat", "facet", "repeat", "spec"];

const stage = "compile the Vega-Lite spec";

/**
 * Checks that a spec has what a picture needs, before Vega-Lite answers in its own words.
 *
 * @param spec - a Vega-Lite spec, of this kit or one's own
 * @param given.isDescribed - whether it is given a description elsewhere
 * @throws ChartRenderError if it is none, says nowhere what it shows, draws nothing, or loads its data; all that it
 *   lacks is named
 */
export function checkSpec(spec: unknown, given: { readonly isDescribed?: boolean } = {}): void {
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    const what = spec === null ? "null" : Array.isArray(spec) ? "a list" : `a ${typeof spec}`;
    throw lacking(`it is ${what}`, "Give a Vega-Lite spec: an object with a description, data and a mark.");
  }
  const parts: Readonly<Record<string, unknown>> = { ...spec };
  const { description } = parts;
  const isDescribed = given.isDescribed ?? (typeof description === "string" && description.trim() !== "");
  const isDrawn = views.some((view) => parts[view] !== undefined);
  const data = dataOf(spec);
  const needs = [
    ...(isDescribed ? [] : ["a description (a sentence for readers who cannot see the chart)"]),
    ...(isDrawn ? [] : [`something to draw (one of ${views.join(", ")})`]),
    ...(data === "none" && isDrawn ? ["data (data: { values: rows })"] : []),
  ];
  if (needs.length > 0) {
    const hint = isDescribed
      ? "See https://vega.github.io/vega-lite-v5/docs/spec.html for what a spec holds."
      : 'Add description: "…" to the spec, or pass it through themedSpec(spec, { title }), which takes the title for it.';
    throw lacking(`it lacks ${needs.join(" and ")}`, hint);
  }
  if (data !== "loaded") return;
  throw lacking("its data lies at a url", "Read the data first, and give the rows: data: { values: rows }.");
}

function lacking(reason: string, hint: string): ChartRenderError {
  return new ChartRenderError(stage, [reason], undefined, hint);
}

/** Where the data of a spec is: in it, elsewhere, or nowhere. */
function dataOf(part: unknown): "inline" | "loaded" | "none" {
  if (typeof part !== "object" || part === null) return "none";
  const found = Object.entries(part).map(([key, value]: [string, unknown]) => {
    if (key === "datasets") return "inline";
    if (key !== "data") return dataOf(value);
    if (typeof value !== "object" || value === null) return "none";
    return "url" in value ? "loaded" : "inline";
  });
  return found.find((one) => one === "loaded") ?? found.find((one) => one === "inline") ?? "none";
}
