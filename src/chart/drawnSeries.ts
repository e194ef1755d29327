import type { Recording, Series } from "../recording/recording.ts";
import type { ChartOptions } from "./chartOptions.ts";
import { type ChartTheme, type LineStyle, lineStyle } from "./chartTheme.ts";
import { scaleValue } from "./scaleValue.ts";

/** A series as it is drawn: numbers in display units, and a look. */
export interface DrawnSeries {
  readonly name: string;
  readonly unit: string;
  /** Field of the data; names can hold characters that mean something in a spec. */
  readonly key: string;
  readonly style: LineStyle;
  /** Unix seconds. */
  readonly times: readonly number[];
  /** Units; `null` where there is no finite value. */
  readonly values: readonly (number | null)[];
}

/** Scales `series` and gives it the look of its place in `recording`. */
export function drawnSeries(
  series: Series,
  recording: Recording,
  theme: ChartTheme,
  options: Pick<ChartOptions, "reference"> = {},
): DrawnSeries {
  const dashes = options.reference === undefined ? "own" : "reference";
  const index = recording.series.indexOf(series);
  const sameUnit = recording.series.filter((one) => one.unit === series.unit);
  return {
    name: series.name,
    unit: series.unit,
    key: `s${String(index)}`,
    style: lineStyle(theme, index, sameUnit.indexOf(series), sameUnit.length, dashes),
    times: series.times,
    values: series.values.map((value) => scaleValue(value, series.decimals)),
  };
}

/** Mark properties of a line, in the plot and in its legend. */
export function strokeOf(series: DrawnSeries): Readonly<Record<string, unknown>> {
  const { color, width, dash } = series.style;
  return { stroke: color, strokeWidth: width, ...(dash.length > 0 && { strokeDash: dash }) };
}
