import type { ChartSpec } from "../../chart/chartSpec.ts";
import { checkName } from "../../chart/checkChartOptions.ts";
import { InvalidChartOptionError } from "../../chart/errors.ts";
import { type Json, typeSize } from "../../chart/layout/chartLayout.ts";
import { safeTitle } from "../../chart/panel/tooltipFields.ts";
import { categoriesOf, type PlotColumn, plotColumn } from "../../chart/plot/plotColumn.ts";
import type { PlotRow } from "../../chart/plot/plotOptions.ts";
import { formatNumber } from "../../chart/text/formatQuantity.ts";
import {
  checkEnsembleChart,
  type EnsembleChartOptions,
  finishChart,
  layOut,
  valueAxisHead,
} from "./chartFrame.ts";

/** How a quantity is drawn over two parameters. */
export interface HeatMapOptions extends EnsembleChartOptions {
  /** Columns by name: the two parameters, and the quantity in the cells. */
  readonly x: string;
  readonly y: string;
  readonly value: string;
  /** Which values are good: cells go from pale to red towards the others. Without it they go from pale to dark. */
  readonly good?: "high" | "low";
  /** How values are written: `"percent"` of shares, or numbers of four digits. Default: `"number"`. */
  readonly format?: "number" | "percent";
  /** Values of the first and the last colour; the lowest and the highest if absent. Shares run from 0 to 1. */
  readonly domain?: readonly [number, number];
}

/** Where the colours from good to bad stand: what is not quite good already warns. */
const riskStops = [0, 0.12, 0.57, 1];

/**
 * Draws a quantity over two parameters, as a grid of cells with the value in each.
 *
 * @param rows - one for each cell, such as `tableBy` makes
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws InvalidChartOptionError if a column is in no row, the quantity is no number, or two rows share a cell
 * @example buildHeatMap(rows, { x: "gwei", y: "liquidity", value: "paid", good: "high", format: "percent" });
 */
export function buildHeatMap(rows: readonly PlotRow[], options: HeatMapOptions): ChartSpec {
  checkEnsembleChart(rows, options, ["x", "y", "value", "good", "format", "domain"]);
  const { good, format = "number" } = options;
  if (good !== undefined) checkName("good", good, ["high", "low"]);
  checkName("format", format, ["number", "percent"]);
  const [x, y, value] = [
    plotColumn(rows, options.x, "x"),
    plotColumn(rows, options.y, "y"),
    plotColumn(rows, options.value, "value"),
  ];
  checkCells(rows, x, y, value);
  const domain = options.domain ?? (format === "percent" ? [0, 1] : endsOf(value));
  const write = (number: number): string =>
    format === "percent" ? `${formatNumber(Math.round(number * 100))}%` : formatNumber(number);
  const down = categoriesOf(y);
  const labels = down.map((one) => (y.kind === "number" ? formatNumber(Number(one)) : String(one)));
  const frame = layOut(options, { labels, height: Math.max(100, down.length * 52), margin: 0 });
  const { theme, plot, height } = frame;
  const values = rows.map((_, at) => {
    const cell = value.values[at];
    if (typeof cell !== "number") return { x: x.values[at], y: y.values[at], v: null, t: "–", l: 0 };
    const part = Math.min(1, Math.max(0, (cell - domain[0]) / (domain[1] - domain[0] || 1)));
    // How far a cell's colour is from the background: text on it turns over where the colour is strong.
    return {
      x: x.values[at],
      y: y.values[at],
      v: cell,
      t: write(cell),
      l: good === "high" ? 1 - part : part,
    };
  });
  const place = {
    x: axisOf(x, options.xTitle, { labelAngle: 0, labelOverlap: "parity" }),
    y: axisOf(y, options.yTitle, valueAxisHead(frame)),
  };
  const colors = good === undefined ? theme.ramp : theme.risk;
  const tooltip = [tip(x, "x"), tip(y, "y"), { field: "t", title: safeTitle(value.name), type: "nominal" }];
  const grid = {
    width: plot,
    height,
    data: { values },
    layer: [
      {
        mark: { type: "rect", stroke: theme.background, strokeWidth: 1 },
        encoding: {
          ...place,
          color: {
            field: "l",
            type: "quantitative",
            scale: { domain: good === undefined ? [0, 1] : riskStops, range: colors, interpolate: "rgb" },
            legend: null,
          },
          tooltip,
        },
      },
      {
        mark: { type: "text", fontSize: typeSize.name, tooltip: null },
        encoding: {
          ...place,
          text: { field: "t", type: "nominal" },
          color: { condition: { test: "datum.l > 0.6", value: theme.background }, value: theme.ink },
        },
      },
    ],
  };
  const known = value.values.filter((one) => typeof one === "number");
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  return finishChart(options, frame, [grid], {
    heading: `${value.name} by ${x.name} and ${y.name}`,
    finding: `${String(rows.length)} cells: ${value.name} from ${write(lowest)} to ${write(highest)}.`,
    note: "",
  });
}

function axisOf(column: PlotColumn, given: string | undefined, look: Json): Json {
  const sort = categoriesOf(column);
  const isNumber = column.kind === "number";
  // A grid is read upwards, names from the top.
  const isUp = isNumber && look.titleX !== undefined;
  return {
    field: look.titleX === undefined ? "x" : "y",
    type: "ordinal",
    sort: isUp ? sort.toReversed() : sort,
    title: given ?? column.name,
    axis: {
      ...look,
      grid: false,
      domain: false,
      ticks: false,
      labelLimit: 220,
      ...(isNumber && { format: ",.4~r" }),
    },
  };
}

function tip({ name, kind }: PlotColumn, field: string): Json {
  const number = kind === "number" && { format: ",.4~r" };
  return { field, title: safeTitle(name), type: kind === "number" ? "quantitative" : "nominal", ...number };
}

function endsOf({ values }: PlotColumn): [number, number] {
  const known = values.filter((value) => typeof value === "number");
  return [Math.min(...known), Math.max(...known)];
}

function checkCells(rows: readonly PlotRow[], x: PlotColumn, y: PlotColumn, value: PlotColumn): void {
  if (value.kind !== "number") {
    throw new InvalidChartOptionError({
      message: `The column ${JSON.stringify(value.name)} holds ${value.kind}s, which no cell can be shaded by.`,
      hint: "Name a column of numbers as value.",
    });
  }
  const seen = new Set<string>();
  rows.forEach((_, at) => {
    const cell = JSON.stringify([x.values[at], y.values[at]]);
    if (seen.has(cell)) {
      throw new InvalidChartOptionError({
        message: `Two rows share the cell of ${x.name} ${String(x.values[at])} and ${y.name} ${String(y.values[at])}.`,
        hint: "Put the runs of a cell together first: tableBy(runs, [x, y], (group) => ({ … })).",
      });
    }
    seen.add(cell);
  });
}
