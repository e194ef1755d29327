import { visibleText } from "../../common/visibleText.ts";

/**
 * Replaces the texts of a spec by such that can be drawn, whatever a contract calls its token: characters that cannot
 * be seen become visible, and names that every JavaScript object has get a space behind them, since Vega looks texts
 * up in a plain object and takes `constructor` for one that it has met.
 */
export function drawableTexts<Part>(part: Part): Part {
  return visit(part) as Part;
}

function visit(part: unknown): unknown {
  if (typeof part === "string") return part in Object.prototype ? `${part} ` : visibleText(part);
  if (Array.isArray(part)) return part.map(visit);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, visit(value)]));
}
