import type { Json } from "../layout/chartLayout.ts";

/** Longest text of a tooltip, in characters: the rest stays in the recording. */
const limit = 160;

/** Shortens text for a tooltip. */
export function tooltipText(text: string): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/** A line of a tooltip: a column of the data, and what to call it. */
export interface TooltipField {
  readonly field: string;
  readonly title: string;
}

/** Lists what a tooltip shows. Titles come out different from each other: of two alike, one would be lost. */
export function tooltipFields(fields: readonly TooltipField[]): Json[] {
  const used = new Set<string>();
  return fields.map(({ field, title }) => {
    const safe = safeTitle(title);
    let different = safe;
    for (let copy = 2; used.has(different); copy += 1) {
      different = `${safe} (${String(copy)})`;
    }
    used.add(different);
    return { field, title: different, type: "nominal" };
  });
}

/**
 * Makes a name fit for a title. Vega-Lite writes titles as keys of an object into an expression: up to
 * 5.6 without escaping them, so that what follows a quote would run; and Vega refuses keys that every
 * object has, such as `constructor`.
 */
export function safeTitle(name: string): string {
  const safe = tooltipText(name)
    .replaceAll('"', "”")
    .replaceAll("\\", "⧵")
    .replace(/\p{Cc}|[\u2028\u2029]/gu, " ");
  return safe in Object.prototype ? `“${safe}”` : safe;
}
