import { kitVersion } from "../../common/kitVersion.ts";
import type { ChartSpec } from "../chartSpec.ts";
import { InvalidChartOptionError } from "../errors.ts";
import { type Json, typeSize } from "../layout/chartLayout.ts";
import { padding } from "../layout/chartSize.ts";
import { resolveSize } from "../layout/resolveSize.ts";
import { wrapText } from "../text/wrapText.ts";
import { chartTheme } from "../theme/chartTheme.ts";
import { plotConfig } from "../theme/plotConfig.ts";
import { checkPlotOptions } from "./checkPlotOptions.ts";
import { categoriesOf, describeColumn, orderedNames, plotColumn } from "./plotColumn.ts";
import { plotLayers } from "./plotLayers.ts";
import type { PlotOptions, PlotRow } from "./plotOptions.ts";
import { facetColumns, plotHeight } from "./plotSize.ts";

/** The channels that take a column, and the field that holds it: names can hold characters that mean something. */
const fields = { x: "x", y: "y", color: "c", facet: "f" } as const;

/**
 * Draws rows of any table in the style of every chart here: lines, areas, bars, dots, a grid of cells, a histogram.
 *
 * Pure: the same rows and options give the same spec, and nothing is changed.
 *
 * @param rows - such as `recordingTable(recording)`, or the runs of an ensemble; in any order
 * @param options - see {@link PlotOptions}
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws InvalidChartOptionError if there is no row, a column is in none, or an option cannot be drawn
 * @example buildPlot(runs, { mark: "cell", x: "base fee", y: "liquidity", color: "paid", title: "Twice the fee" });
 */
export function buildPlot(rows: readonly PlotRow[], options: PlotOptions): ChartSpec {
  checkPlotOptions(options);
  if (rows.length === 0) {
    throw new InvalidChartOptionError({
      message: "There are no rows to draw.",
      hint: "Give an array with a plain object for each row.",
    });
  }
  const theme = chartTheme(options.theme ?? "light");
  const channels = (["x", "y", "color", "facet"] as const).flatMap((channel) => {
    const name = options[channel];
    return name === undefined ? [] : [[channel, plotColumn(rows, name, channel)] as const];
  });
  const columns = Object.fromEntries(channels);
  const order = columns.color === undefined ? [] : orderedNames(columns.color, options.colors);
  const isNamed = columns.color?.kind === "name";
  const values = rows.map((_, at) => ({
    ...Object.fromEntries(channels.map(([channel, column]) => [fields[channel], column.values[at] ?? null])),
    ...(isNamed && { o: order.indexOf(columns.color?.values[at] ?? "") }),
  }));
  const size = resolveSize(options.size);
  const width = size.width - 2 * padding;
  const { facet } = columns;
  const layers = plotLayers(columns, options, theme);
  const heading = options.title ?? headingOf(options);
  const title = {
    text: wrapText(heading, width, typeSize.title, 2),
    ...(options.subtitle !== undefined && {
      subtitle: wrapText(options.subtitle, width, typeSize.subtitle, 3),
    }),
  };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description:
      options.description ??
      `${heading}. ${describe(
        options,
        channels.map(([, column]) => describeColumn(column)),
      )}`,
    usermeta: { kit: kitVersion, ...(options.source !== undefined && { source: options.source }) },
    title,
    data: { values },
    ...(facet === undefined
      ? {
          width: size.width,
          height: plotHeight(columns, options, size.height),
          autosize: { type: size.height === undefined ? "fit-x" : "fit", contains: "padding" },
          ...layers,
        }
      : facetted(layers, categoriesOf(facet), { columns, options, width, height: size.height })),
    config: plotConfig(theme, padding),
  };
}

/** A plot for each name of a column, on the axes that they share. */
function facetted(
  layers: Json,
  names: readonly (number | string)[],
  { columns, options, width, height }: Parameters<typeof facetColumns>[1],
): Json {
  const grid = facetColumns(names.length, { columns, options, width, height });
  return {
    facet: { field: fields.facet, type: "nominal", title: null, sort: names },
    columns: grid.columns,
    spacing: 24,
    spec: { width: grid.width, height: grid.height, ...layers },
  };
}

function headingOf({ mark, x, y, color }: PlotOptions): string {
  if (mark === "histogram") return `How often ${x ?? ""} occurs`;
  if (mark === "cell") return `${color ?? ""} by ${x ?? ""} and ${y ?? ""}`;
  return y === undefined ? `How many of each ${x ?? ""}` : `${y} by ${x ?? ""}`;
}

function describe({ mark }: PlotOptions, columns: readonly string[]): string {
  const kinds = {
    line: "Lines",
    area: "Areas",
    bar: "Bars",
    dot: "Dots",
    cell: "Shaded cells",
    histogram: "A histogram",
  };
  return `${kinds[mark]}: ${columns.join("; ")}`;
}
