import type { ChartAnnotation, InstantAnnotation, ValueAnnotation } from "../annotations/chartAnnotation.ts";
import type { ChartOptions } from "../chartOptions.ts";
import { InvalidChartOptionError, UnknownTraceError } from "../errors.ts";
import type { DrawnReference } from "./drawnReferences.ts";
import type { DrawnSeries } from "./drawnSeries.ts";
import { type Domain, valueDomain } from "./valueDomain.ts";

/** What shares a value axis. */
export interface PanelGroup {
  readonly series: readonly DrawnSeries[];
  /** Lines of another recording, behind those of this one. */
  readonly references: readonly DrawnReference[];
  /** Values that are pointed out, at an instant or all along. */
  readonly levels: readonly (ValueAnnotation | (InstantAnnotation & { readonly value: number }))[];
  /** What stands above the value axis. */
  readonly title: string;
  readonly domain: Domain;
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
  options: Pick<ChartOptions, "layout" | "yTitle" | "yDomain" | "annotate">,
): PanelGroup[] {
  const panels = splitSeries(series, options.layout ?? "units");
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
    const values = [...panel.series, ...behind].flatMap((one) =>
      one.values.filter((value) => value !== null),
    );
    const { yTitle, yDomain } = index === 0 ? options : {};
    return {
      series: panel.series,
      references: behind,
      levels,
      title: panel.title ?? yTitle ?? titleOf(panel.series),
      domain: panel.yDomain ?? yDomain ?? valueDomain([...values, ...levels.map((level) => level.value)]),
      share: 1,
    };
  });
}

/** The series of a panel, and what its axis was given. */
interface SeriesOfPanel {
  readonly series: readonly DrawnSeries[];
  readonly title?: string;
  readonly yDomain?: Domain;
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
    return series.map((one) => ({ series: [one], title: one.unit || one.name }));
  }
  return layout.map((panel) => {
    const members = panel.traces.map((name) => {
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
  return unit === "" && group.length === 1 ? (first?.name ?? "value") : unit || "value";
}
