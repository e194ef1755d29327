import { embeddableJson } from "./embeddableJson.ts";

/** Lets an SVG picture say where it comes from, in a `metadata` element. */
export function svgWithSource(svg: string, source: object): string {
  return svg.replace(/^<svg [^>]*>/, (start) => `${start}<metadata>${embeddableJson(source)}</metadata>`);
}
