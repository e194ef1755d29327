import { InvalidChartOptionError } from "./errors.ts";
import type { ChartAnnotation } from "./annotations/chartAnnotation.ts";
import type { ChartOptions, TraceChoice } from "./chartOptions.ts";
import { closest } from "../common/closest.ts";
import { traceLooks } from "./panel/chooseSeries.ts";
import { allColorNames } from "./theme/chartTheme.ts";
import { resolveSize } from "./layout/resolveSize.ts";

/** What every chart of a recording can be told. */
export const chartOptionNames = Object.keys({
  name: true,
  title: true,
  subtitle: true,
  description: true,
  figures: true,
  endValues: true,
  traces: true,
  events: true,
  size: true,
  theme: true,
  reference: true,
  yTitle: true,
  yDomain: true,
  yScale: true,
  periods: true,
  layout: true,
  annotate: true,
  interpolate: true,
} satisfies Readonly<Record<keyof ChartOptions, true>>);

/**
 * Checks what the types cannot.
 *
 * @param known - names of the options that there are
 * @throws InvalidChartOptionError if there is no such option, a size is out of range, a domain is empty, an annotation marks nothing, or a
 *   name of a size, theme, layout or interpolation is unknown
 */
export function checkChartOptions(options: ChartOptions, known: readonly string[] = chartOptionNames): void {
  checkKeys("chart option", options, known);
  const { theme, layout, interpolate } = options;
  if (typeof options.size === "object") checkKeys("part of size", options.size, ["width", "height"]);
  resolveSize(options.size);
  checkDomain("yDomain", options.yDomain);
  if (theme !== undefined) checkName("theme", theme, ["light", "dark"]);
  if (typeof layout === "string") checkName("layout", layout, ["units", "panels"]);
  if (typeof layout === "object") {
    layout.forEach((panel, index) => {
      checkKeys(`part of layout[${String(index)}]`, panel, ["traces", "title", "yDomain", "yScale"]);
      checkDomain(`layout[${String(index)}].yDomain`, panel.yDomain);
      if (panel.yScale !== undefined) checkName("yScale", panel.yScale, scales);
      checkLooks(panel.traces);
    });
  }
  const wanted = typeof interpolate === "object" ? Object.values(interpolate) : [interpolate];
  for (const one of wanted) {
    if (one !== undefined) checkName("interpolate", one, interpolations);
  }
  checkLooks(options.traces ?? []);
  if (options.yScale !== undefined) checkName("yScale", options.yScale, scales);
  if (options.periods !== undefined) checkName("periods", options.periods, ["rules", "tint", "none"]);
  options.figures?.forEach((figure, index) => {
    checkKeys(`part of figures[${String(index)}]`, figure, ["name", "value", "unit", "decimals"]);
  });
  options.annotate?.forEach(checkAnnotation);
}

/**
 * Refuses what nothing would be done with: it would look as if it had been done.
 *
 * @param kind - what the keys are, for the message
 * @throws InvalidChartOptionError if a key is none of `known`; it names the likeliest
 */
export function checkKeys(kind: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new InvalidChartOptionError({
    message: `There is no ${kind} ${JSON.stringify(unknown)}.`,
    hint: `Did you mean ${closest(unknown, known)[0] ?? "another"}? There are ${known.join(", ")}.`,
  });
}

const interpolations = ["linear", "step-after"];

const scales = ["linear", "log"];

function checkLooks(choice: TraceChoice): void {
  for (const [name, look] of traceLooks(choice)) {
    const place = `traces[${JSON.stringify(name)}]`;
    checkKeys(`part of ${place}`, look, ["as", "to", "label", "color", "interpolate"]);
    const { as = "line", to, color, interpolate } = look;
    checkName(`${place}.as`, as, ["line", "area", "stack", "band", "threshold"]);
    if (color !== undefined) checkName(`${place}.color`, color, allColorNames);
    if (interpolate !== undefined) checkName(`${place}.interpolate`, interpolate, interpolations);
    if ((as === "band") === (to !== undefined)) continue;
    throw new InvalidChartOptionError({
      message:
        as === "band"
          ? `${place} is a band without its other edge.`
          : `${place} has an other edge (to), and is no band.`,
      hint: 'Give both: { as: "band", to: "name of the other series" }.',
    });
  }
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

/** @throws InvalidChartOptionError if a name is none of those known */
export function checkName(option: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  throw new InvalidChartOptionError({
    message: `Unknown ${option} ${JSON.stringify(name)}.`,
    hint: `Use ${known.map((one) => JSON.stringify(one)).join(" or ")}.`,
  });
}

function checkAnnotation(annotation: ChartAnnotation): void {
  checkKeys("part of an annotation", annotation, ["text", "at", "from", "to", "value", "trace"]);
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
