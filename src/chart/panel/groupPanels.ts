import type { ChartAnnotation, InstantAnnotation, ValueAnnotation } from "../annotations/chartAnnotation.ts";
import type { ChartOptions, ValueScale } from "../chartOptions.ts";
import { InvalidChartOptionError, UnknownTraceError } from "../errors.ts";
import type { DrawnReference } from "./drawnReferences.ts";
import { traceLooks } from "./chooseSeries.ts";
import { type DrawnSeries, shownValues } from "./drawnSeries.ts";
import { type Domain, logDomain, valueDomain } from "./valueDomain.ts";
import { withStacks } from "./withStacks.ts";

/** What shares a value axis. */
export interface PanelGroup {
  readonly series: readonly DrawnSeries[];
  /** Lines of another recording, behind those of this one. */
  readonly references: readonly DrawnReference[];
  /** Tints between lines and their references. */
  readonly fills?: readonly DrawnSeries[];
  /** Values that are pointed out, at an instant or all along. */
  readonly levels: readonly (ValueAnnotation | (InstantAnnotation & { readonly value: number }))[];
  /** What stands above the value axis. */
  readonly title: string;
  readonly domain: Domain;
  readonly scale: ValueScale;
  /** Height as a share of an ordinary panel's. */
  readonly share: number;
}

/**
 * Sorts series into panels: different units share a time axis but never a value axis.
 *
 * @param series - those to draw, in order
 * @throws InvalidChartOptionError if a panel is asked to show two units, or is empty
 * @throws UnknownTraceError if a panel or an annotation names a series that is not drawn
 */
export function groupPanels(
  series: readonly DrawnSeries[],
  references: readonly DrawnReference[],
  options: Pick<ChartOptions, "layout" | "yTitle" | "yDomain" | "yScale" | "annotate">,
): PanelGroup[] {
  const panels = splitSeries(series, options.layout ?? "units").map((panel) => ({
    ...panel,
    series: withStacks(panel.series),
  }));
  const places = (options.annotate ?? []).flatMap((annotation) => {
    if (!hasValue(annotation)) return [];
    const { trace } = annotation;
    const panel = trace === undefined ? 0 : panels.findIndex((one) => namesOf(one.series).includes(trace));
    if (panel < 0) throw new UnknownTraceError(trace ?? "", namesOf(series));
    return [{ panel, annotation }];
  });
  return panels.map((panel, index) => {
    const behind = references.filter((one) => panel.series.some((line) => line.key === one.of));
    const levels = places.filter((place) => place.panel === index).map((place) => place.annotation);
    const values = [...panel.series, ...behind].flatMap(shownValues);
    const { yTitle, yDomain, yScale } = index === 0 ? options : {};
    const scale = panel.yScale ?? yScale ?? "linear";
    const all = [...values, ...levels.map((level) => level.value)];
    const given = panel.yDomain ?? yDomain;
    if (scale === "log") checkLog(panel.series, all, given);
    const shown = <One extends DrawnSeries>(one: One): One => (scale === "log" ? positive(one) : one);
    return {
      series: panel.series.map(shown),
      references: behind.map(shown),
      levels,
      title: panel.title ?? yTitle ?? titleOf(panel.series),
      domain: given ?? (scale === "log" ? logDomain(all) : valueDomain(all)),
      scale,
      share: 1,
    };
  });
}

/** The series of a panel, and what its axis was given. */
interface SeriesOfPanel {
  readonly series: readonly DrawnSeries[];
  readonly title?: string;
  readonly yDomain?: Domain;
  readonly yScale?: ValueScale;
}

function splitSeries(
  series: readonly DrawnSeries[],
  layout: NonNullable<ChartOptions["layout"]>,
): SeriesOfPanel[] {
  if (layout === "units") {
    const units = [...new Set(series.map((one) => one.unit))];
    return units.map((unit) => ({ series: series.filter((one) => one.unit === unit) }));
  }
  if (layout === "panels") {
    return series.map((one) => ({ series: [one], title: one.unit || one.label }));
  }
  return layout.map((panel) => {
    const members = traceLooks(panel.traces).map(([name]) => {
      const found = series.find((one) => one.name === name);
      if (found === undefined) throw new UnknownTraceError(name, namesOf(series));
      return found;
    });
    const units = [...new Set(members.map((one) => one.unit || "no unit"))];
    if (units.length !== 1) {
      throw new InvalidChartOptionError({
        message: `A panel cannot show ${units.join(" and ") || "nothing"} on one axis.`,
        hint: "Put series of one unit into a panel of the layout; each panel has one value axis.",
      });
    }
    return { ...panel, series: members };
  });
}

/**
 * A log axis has no zero: nothing can be filled down to it, and what is not above it is a gap.
 *
 * @throws InvalidChartOptionError if something is filled, or nothing is left to draw
 */
function checkLog(
  series: readonly DrawnSeries[],
  values: readonly number[],
  given: Domain | undefined,
): void {
  const filled = series.find((one) => one.as === "area" || one.as === "stack");
  if (filled !== undefined) {
    throw new InvalidChartOptionError({
      message: `${JSON.stringify(filled.name)} cannot be drawn as ${filled.as} on a log axis, which has no zero to fill down to.`,
      hint: 'Draw it as a line or a band, or leave yScale "linear".',
    });
  }
  if (given === undefined ? values.some((value) => value > 0) : given[0] > 0) return;
  throw new InvalidChartOptionError({
    message: `A log axis cannot show ${given === undefined ? "values that are all 0 or less" : `yDomain [${given.join(", ")}]`}.`,
    hint: 'Give a yDomain above 0, or leave yScale "linear".',
  });
}

/** A series without what lies at zero or below. */
function positive<One extends DrawnSeries>(series: One): One {
  const above = (values: readonly (number | null)[]): (number | null)[] =>
    values.map((value) => (value !== null && value > 0 ? value : null));
  const { edges, values } = series;
  if (edges === undefined) return { ...series, values: above(values) };
  const [tops, bases] = [above(edges.tops), above(edges.bases)];
  const whole = (at: number): boolean => tops[at] !== null && bases[at] !== null;
  return {
    ...series,
    values: above(values),
    edges: {
      tops: tops.map((top, at) => (whole(at) ? top : null)),
      bases: bases.map((base, at) => (whole(at) ? base : null)),
    },
  };
}

function hasValue(
  annotation: ChartAnnotation,
): annotation is ValueAnnotation | (InstantAnnotation & { readonly value: number }) {
  const { value }: { readonly text: string; readonly value?: number | undefined } = annotation;
  return value !== undefined;
}

function namesOf(series: readonly DrawnSeries[]): string[] {
  return series.map((one) => one.name);
}

/** A bare number has no unit: its name says what is counted. */
function titleOf(group: readonly DrawnSeries[]): string {
  const [first] = group;
  const unit = first?.unit ?? "";
  return unit === "" && group.length === 1 ? (first?.label ?? "value") : unit || "value";
}
