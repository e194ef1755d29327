import { InvalidChartOptionError } from "../errors.ts";
import type { ChartReference } from "../chartOptions.ts";
import { type ChartTheme, referenceStyle } from "../theme/chartTheme.ts";
import type { DrawnSeries } from "./drawnSeries.ts";
import { scaledSamples } from "./scaledSamples.ts";

/** A line of another recording, drawn behind the line of the same name. */
export interface DrawnReference extends DrawnSeries {
  /** Field of the line that it belongs to. */
  readonly of: string;
  /** What the other recording is called. */
  readonly origin: string;
}

/**
 * Scales the series of a reference that lie behind a line, and gives them its colour.
 *
 * @throws InvalidChartOptionError if there is none: the chart would look as if it had been compared
 */
export function drawnReferences(
  series: readonly DrawnSeries[],
  reference: ChartReference | undefined,
  theme: ChartTheme,
): DrawnReference[] {
  if (reference === undefined) return [];
  const { name, recording } = reference;
  const drawn = series.flatMap((line): DrawnReference[] => {
    const same = recording.series.find((one) => one.name === line.name && one.unit === line.unit);
    if (same === undefined) return [];
    return [
      {
        of: line.key,
        origin: name,
        name: `${line.name}, ${name}`,
        label: `${line.label}, ${name}`,
        unit: line.unit,
        key: `r${line.key}`,
        toggle: line.toggle,
        style: referenceStyle(theme, line.style),
        interpolate: line.interpolate,
        as: "line",
        endValue: line.endValue,
        ...scaledSamples(same),
      },
    ];
  });
  if (drawn.length > 0) return drawn;
  const has = recording.series.map((one) => `${one.name} in ${one.unit || "no unit"}`).join(", ");
  throw new InvalidChartOptionError({
    message: `The reference ${JSON.stringify(name)} has none of the series drawn; it has ${has || "none"}.`,
    hint: `Series belong together by name and unit. Drawn are ${series.map((one) => `${one.name} in ${one.unit || "no unit"}`).join(", ") || "none"}.`,
  });
}
