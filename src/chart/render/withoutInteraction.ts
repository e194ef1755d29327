import type { ChartSpec } from "../chartSpec.ts";

/** Layers of this name exist only for a pointer. */
const pointerLayer = "hover_";

/** What a picture cannot use: tooltips, zooming, and the source that it does not show. */
const interactive = ["params", "tooltip", "cursor", "usermeta"];

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
      .filter(([key, value]) => !interactive.includes(key) && !(key === "condition" && isOfPointer(value)))
      .map(([key, value]: [string, unknown]) => [key, key === "data" ? value : strip(value)]),
  );
}

/** Whether a condition asks what was clicked or pointed at; one that asks the data stays. */
function isOfPointer(condition: unknown): boolean {
  if (typeof condition !== "object" || condition === null) return false;
  return "param" in condition || ("test" in condition && String(condition.test).includes("_store'"));
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
