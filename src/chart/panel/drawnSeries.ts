import type { Recording } from "../../recording/recording.ts";
import type { ChartOptions, Interpolation, TraceMark } from "../chartOptions.ts";
import { type ChartTheme, type LineStyle, lineStyle, namedColor } from "../theme/chartTheme.ts";
import { colorPlaces } from "../theme/colorPlaces.ts";
import { bandEdges, type Edges } from "./areaEdges.ts";
import type { ChosenSeries } from "./chooseSeries.ts";
import { type ScaledSamples, scaledSamples } from "./scaledSamples.ts";

/** A series as it is drawn: numbers in display units, and a look. */
export interface DrawnSeries extends ScaledSamples {
  readonly name: string;
  /** What readers see instead of the name. */
  readonly label: string;
  readonly unit: string;
  /** Field of the data; names can hold characters that mean something in a spec. */
  readonly key: string;
  /** Key of the line whose name hides this one: its own, unless it belongs to another. */
  readonly toggle: string;
  readonly style: LineStyle;
  /** How the line runs between samples. */
  readonly interpolate: Interpolation;
  readonly as: TraceMark;
  /** Whether its name stands with its last value. */
  readonly endValue: boolean;
  /** What its area lies between; absent for a line, and for a stack until it is known what lies below. */
  readonly edges?: Edges;
  /** The series at the other edge of a band. */
  readonly other?: ScaledSamples & { readonly label: string };
}

/** Scales a series and gives it the look of its name, and what was chosen beyond that. */
export function drawnSeries(
  { series, look }: ChosenSeries,
  recording: Pick<Recording, "series">,
  theme: ChartTheme,
  options: Pick<ChartOptions, "reference" | "interpolate" | "endValues"> = {},
): DrawnSeries {
  const dashes = options.reference === undefined ? "own" : "reference";
  const sameUnit = recording.series.filter((one) => one.unit === series.unit);
  const place = colorPlaces(recording.series.map((one) => one.name)).get(series.name) ?? 0;
  const key = `s${String(recording.series.indexOf(series))}`;
  const { as = "line", label = series.name, color, interpolate } = look;
  const usual = lineStyle(theme, place, sameUnit.indexOf(series), sameUnit.length, dashes);
  const own = { ...usual, ...(color !== undefined && { color: namedColor(theme, color) }) };
  const drawn = {
    name: series.name,
    label,
    unit: series.unit,
    key,
    toggle: key,
    style: styleOf(as, own, theme),
    interpolate: interpolate ?? interpolationOf(series.name, options.interpolate),
    as,
    endValue:
      typeof options.endValues === "object"
        ? options.endValues.includes(series.name)
        : (options.endValues ?? true),
    ...scaledSamples(series),
  };
  if (as === "area") {
    const bases = drawn.values.map((value) => (value === null ? null : 0));
    return { ...drawn, edges: { bases, tops: drawn.values } };
  }
  const to = recording.series.find((one) => one.name === look.to);
  if (as !== "band" || to === undefined) return drawn;
  const other = { ...scaledSamples(to), label: `${label}, ${to.name}` };
  return { ...drawn, other, edges: bandEdges(series, to, drawn, other) };
}

/** What is drawn of a series, in units: its values, or the upper edge of its area. */
export function drawnValues({ edges, values }: DrawnSeries): readonly (number | null)[] {
  return edges?.tops ?? values;
}

/** All numbers that a value axis must hold for a series to be seen whole. */
export function shownValues(series: DrawnSeries): number[] {
  return [...drawnValues(series), ...(series.edges?.bases ?? [])].filter((value) => value !== null);
}

function interpolationOf(name: string, option: ChartOptions["interpolate"]): Interpolation {
  if (option === undefined || typeof option === "string") return option ?? "linear";
  return Object.hasOwn(option, name) ? (option[name] ?? "linear") : "linear";
}

/** Areas show by what they fill; a threshold stays behind what is read against it. */
function styleOf(as: TraceMark, own: LineStyle, { ink }: ChartTheme): LineStyle {
  if (as === "threshold") return { color: ink, width: 1, dash: [1, 3] };
  return as === "line" ? own : { color: own.color, width: as === "band" ? 0 : 1.5, dash: [] };
}

/** Mark properties of a line, in the plot and in its legend. */
export function strokeOf(series: DrawnSeries): Readonly<Record<string, unknown>> {
  const { color, width, dash } = series.style;
  return { stroke: color, strokeWidth: width, ...(dash.length > 0 && { strokeDash: dash }) };
}

/** Mark properties of an area, in the plot and in its legend. */
export function fillOf({ style, as }: DrawnSeries): Readonly<Record<string, unknown>> {
  return { fill: style.color, fillOpacity: as === "stack" ? 0.6 : 0.25, strokeWidth: 0 };
}
