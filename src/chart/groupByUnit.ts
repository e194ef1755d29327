import type { ChartOptions } from "./chartOptions.ts";
import type { DrawnReference } from "./drawnReferences.ts";
import type { DrawnSeries } from "./drawnSeries.ts";
import { type Domain, valueDomain } from "./valueDomain.ts";

/** Series that share a value axis. */
export interface UnitGroup {
  readonly series: readonly DrawnSeries[];
  /** Lines of another recording, behind those of this one. */
  readonly references: readonly DrawnReference[];
  /** What stands above the value axis. */
  readonly title: string;
  readonly domain: Domain;
}

/** Groups series by unit: different units share a time axis but never a value axis. */
export function groupByUnit(
  series: readonly DrawnSeries[],
  references: readonly DrawnReference[],
  options: Pick<ChartOptions, "yTitle" | "yDomain">,
): UnitGroup[] {
  const units = [...new Set(series.map((one) => one.unit))];
  return units.map((unit, index) => {
    const group = series.filter((one) => one.unit === unit);
    const behind = references.filter((one) => one.unit === unit);
    const values = [...group, ...behind].flatMap((one) => one.values.filter((value) => value !== null));
    const { yTitle, yDomain } = index === 0 ? options : {};
    return {
      series: group,
      references: behind,
      title: yTitle ?? titleOf(unit, group),
      domain: yDomain ?? valueDomain(values),
    };
  });
}

/** A bare number has no unit: its name says what is counted. */
function titleOf(unit: string, group: readonly DrawnSeries[]): string {
  const [first] = group;
  return unit === "" && first !== undefined && group.length === 1 ? first.name : unit || "value";
}
