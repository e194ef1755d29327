import type { Recording, SampleValue, Series } from "../../recording/recording.ts";
import type { ChartOptions, Interpolation } from "../chartOptions.ts";
import { type ChartTheme, type LineStyle, lineStyle } from "../theme/chartTheme.ts";
import { scaleValue } from "./scaleValue.ts";

/** A series as it is drawn: numbers in display units, and a look. */
export interface DrawnSeries {
  readonly name: string;
  readonly unit: string;
  /** Field of the data; names can hold characters that mean something in a spec. */
  readonly key: string;
  /** Key of the line whose name hides this one: its own, unless it belongs to another. */
  readonly toggle: string;
  readonly style: LineStyle;
  /** How the line runs between samples. */
  readonly interpolate: Interpolation;
  /** Unix seconds. */
  readonly times: readonly number[];
  /** Units; `null` where there is no finite value. */
  readonly values: readonly (number | null)[];
  /** What `values` was scaled from, exact. */
  readonly samples: readonly SampleValue[];
  readonly decimals: number;
}

/** Scales `series` and gives it the look of its place in `recording`. */
export function drawnSeries(
  series: Series,
  recording: Pick<Recording, "series">,
  theme: ChartTheme,
  options: Pick<ChartOptions, "reference" | "interpolate"> = {},
): DrawnSeries {
  const dashes = options.reference === undefined ? "own" : "reference";
  const index = recording.series.indexOf(series);
  const sameUnit = recording.series.filter((one) => one.unit === series.unit);
  const key = `s${String(index)}`;
  return {
    name: series.name,
    unit: series.unit,
    key,
    toggle: key,
    style: lineStyle(theme, index, sameUnit.indexOf(series), sameUnit.length, dashes),
    interpolate: interpolationOf(series.name, options.interpolate),
    ...scaledSamples(series),
  };
}

/** The samples of a series as numbers to draw, and what they were made from. */
export function scaledSamples(
  series: Pick<Series, "times" | "values" | "decimals">,
): Pick<DrawnSeries, "times" | "values" | "samples" | "decimals"> {
  const { times, decimals, values } = series;
  return { times, decimals, samples: values, values: values.map((value) => scaleValue(value, decimals)) };
}

function interpolationOf(name: string, option: ChartOptions["interpolate"]): Interpolation {
  if (option === undefined || typeof option === "string") return option ?? "linear";
  return Object.hasOwn(option, name) ? (option[name] ?? "linear") : "linear";
}

/** Mark properties of a line, in the plot and in its legend. */
export function strokeOf(series: DrawnSeries): Readonly<Record<string, unknown>> {
  const { color, width, dash } = series.style;
  return { stroke: color, strokeWidth: width, ...(dash.length > 0 && { strokeDash: dash }) };
}
