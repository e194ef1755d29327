import { InvalidChartOptionError } from "./errors.ts";
import type { ChartAnnotation } from "./chartAnnotation.ts";
import type { ChartOptions } from "./chartOptions.ts";
import { resolveSize } from "./resolveSize.ts";

/**
 * Checks what the types cannot.
 *
 * @throws InvalidChartOptionError if a size is out of range, a domain is empty, an annotation marks nothing, or a
 *   name of a size, theme, layout or interpolation is unknown
 */
export function checkChartOptions(options: ChartOptions): void {
  const { theme, layout, interpolate } = options;
  resolveSize(options.size);
  checkDomain("yDomain", options.yDomain);
  if (theme !== undefined) checkName("theme", theme, ["light", "dark"]);
  if (typeof layout === "string") checkName("layout", layout, ["units", "panels"]);
  if (typeof layout === "object") {
    layout.forEach((panel, index) => {
      checkDomain(`layout[${String(index)}].yDomain`, panel.yDomain);
    });
  }
  const interpolations = typeof interpolate === "object" ? Object.values(interpolate) : [interpolate];
  for (const one of interpolations) {
    if (one !== undefined) checkName("interpolate", one, ["linear", "step-after"]);
  }
  options.annotate?.forEach(checkAnnotation);
}

function checkDomain(option: string, domain: readonly [number, number] | undefined): void {
  if (domain === undefined) return;
  const [lowest, highest] = domain;
  if (Number.isFinite(lowest) && Number.isFinite(highest) && lowest < highest) return;
  throw new InvalidChartOptionError({
    message: `${option} [${String(lowest)}, ${String(highest)}] is not a range of values.`,
    hint: "Give the lowest and the highest value of the axis, in display units, lowest first.",
  });
}

function checkName(option: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  throw new InvalidChartOptionError({
    message: `Unknown ${option} ${JSON.stringify(name)}.`,
    hint: `Use ${known.map((one) => JSON.stringify(one)).join(" or ")}.`,
  });
}

function checkAnnotation(annotation: ChartAnnotation): void {
  const fields = ["at", "from", "to", "value"] as const;
  const numbers: Partial<Record<(typeof fields)[number], number>> = annotation;
  const given = fields.filter((field) => numbers[field] !== undefined);
  const { from, to } = numbers;
  const isSpan = from !== undefined && to !== undefined && from < to && given.length === 2;
  const isPlace = given.length > 0 && from === undefined && to === undefined;
  if ((isSpan || isPlace) && given.every((field) => Number.isFinite(numbers[field]))) return;
  const places = given.map((field) => `${field} ${String(numbers[field])}`).join(", ");
  throw new InvalidChartOptionError({
    message: `The annotation ${JSON.stringify(annotation.text)} has ${places || "no place"}.`,
    hint: "Give it an instant (at), a span (from and to, the earlier one first), a value, or at and value. Instants are unix seconds.",
  });
}
