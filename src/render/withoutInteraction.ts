import type { ChartSpec } from "../chart/chartSpec.ts";

/** Layers of this name exist only for a pointer. */
const pointerLayer = "hover_";

/**
 * Removes from a spec what a picture cannot use: tooltips, zooming, and the layers that follow a
 * pointer. Each of these would leave invisible shapes in an SVG.
 */
export function withoutInteraction(spec: ChartSpec): Record<string, unknown> {
  return strip(spec) as Record<string, unknown>;
}

function strip(part: unknown): unknown {
  if (Array.isArray(part)) {
    return part.filter((item) => !isPointerLayer(item)).map(strip);
  }
  if (typeof part !== "object" || part === null) {
    return part;
  }
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key]) => key !== "params" && key !== "tooltip" && key !== "usermeta")
      .map(([key, value]: [string, unknown]) => [key, key === "data" ? value : strip(value)]),
  );
}

function isPointerLayer(item: unknown): boolean {
  return (
    typeof item === "object" &&
    item !== null &&
    "name" in item &&
    typeof item.name === "string" &&
    item.name.startsWith(pointerLayer)
  );
}
