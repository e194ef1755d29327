import type { ChartSpec } from "../../chart/chartSpec.ts";
import { checkName } from "../../chart/checkChartOptions.ts";
import { InvalidChartOptionError } from "../../chart/errors.ts";
import { safeTitle } from "../../chart/panel/tooltipFields.ts";
import { plotColumn } from "../../chart/plot/plotColumn.ts";
import type { PlotRow } from "../../chart/plot/plotOptions.ts";
import { formatNumber } from "../../chart/text/formatQuantity.ts";
import { constantMark, typeSize } from "../../chart/layout/chartLayout.ts";
import {
  checkEnsembleChart,
  type EnsembleChartOptions,
  finishChart,
  layOut,
  valueAxisHead,
} from "./chartFrame.ts";

/** How a statistic with its interval is drawn against a parameter. */
export interface IntervalOptions extends EnsembleChartOptions {
  /** Columns of numbers by name: the parameter, the statistic, and the ends of its interval. */
  readonly x: string;
  readonly y: string;
  readonly low: string;
  readonly high: string;
  /** Column of how many runs are behind each, for the note below. */
  readonly count?: string;
  readonly xScale?: "linear" | "log";
  /** How the statistic is written: `"percent"` of shares, or numbers. Default: `"number"`. */
  readonly format?: "number" | "percent";
  /** What is tolerated: a rule across, with its words. */
  readonly limit?: { readonly value: number; readonly text: string };
}

/**
 * Draws a statistic of many runs against a parameter, with its interval: the share of runs with a refusal against the
 * liquidity, say, and the share that is tolerated.
 *
 * @param rows - one for each value of the parameter, such as `tableBy(runs, ["liquidity"], (group) => ({ …probabilityOf(…) }))`
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws InvalidChartOptionError if a column is in no row or is no number, or an option cannot be drawn
 * @example buildInterval(rows, { x: "liquidity", y: "share", low: "low", high: "high", format: "percent" });
 */
export function buildInterval(rows: readonly PlotRow[], options: IntervalOptions): ChartSpec {
  checkEnsembleChart(rows, options, ["x", "y", "low", "high", "count", "xScale", "format", "limit"]);
  const { format = "number", xScale = "linear", limit } = options;
  checkName("format", format, ["number", "percent"]);
  checkName("scale", xScale, ["linear", "log"]);
  const columns = (["x", "y", "low", "high"] as const).map((key) => plotColumn(rows, options[key], key));
  const wrong =
    columns.find(({ kind }) => kind !== "number") ??
    (xScale === "log"
      ? columns.slice(0, 1).find(({ values }) => values.some((value) => Number(value) <= 0))
      : undefined);
  if (wrong !== undefined) {
    throw new InvalidChartOptionError({
      message: `The column ${JSON.stringify(wrong.name)} holds what ${wrong.kind === "number" ? 'xScale "log" cannot show' : "is no number"}.`,
      hint: "Name columns of numbers; of numbers above 0 for a log scale.",
    });
  }
  const [x, y, low, high] = columns.map(({ values }) => values);
  const values = rows
    .map((_, at) => ({ x: x?.[at], y: y?.[at], low: low?.[at], high: high?.[at] }))
    .filter((row) => typeof row.x === "number" && typeof row.y === "number")
    .sort((a, b) => Number(a.x) - Number(b.x));
  const write = (value: number): string =>
    format === "percent" ? `${formatNumber(value * 100)}%` : formatNumber(value);
  const top = Math.max(...values.map((row) => Number(row.high ?? row.y)), limit?.value ?? -Infinity);
  const bottom = Math.min(...values.map((row) => Number(row.low ?? row.y)), limit?.value ?? Infinity);
  const isZero = bottom >= 0 && bottom < top / 2;
  const domain = [isZero ? 0 : bottom - (top - bottom || 1) * 0.05, top + (top - bottom || 1) * 0.05];
  const frame = layOut(options, { labels: domain.map(write) });
  const { theme, plot, height } = frame;
  const channelX = {
    field: "x",
    type: "quantitative",
    title: options.xTitle ?? options.x,
    scale: xScale === "log" ? { type: "log", nice: false } : { zero: false, nice: false },
    axis: {
      grid: false,
      tickCount: Math.max(3, Math.floor(plot / 90)),
      ...(xScale === "log" && { values: values.map((row) => row.x), labelOverlap: "greedy", format: "~r" }),
    },
  };
  const channelY = {
    type: "quantitative",
    title: options.yTitle ?? options.y,
    scale: { domain, nice: false, zero: false },
    axis: { ...valueAxisHead(frame), tickCount: 6, ...(format === "percent" && { format: ".0%" }) },
  };
  const number = format === "percent" ? ".1%" : ",.4~r";
  const tooltip = [
    { field: "x", title: safeTitle(options.x), type: "quantitative", format: ",.4~r" },
    { field: "y", title: safeTitle(options.y), type: "quantitative", format: number },
    { field: "low", title: "at least", type: "quantitative", format: number },
    { field: "high", title: "at most", type: "quantitative", format: number },
  ];
  const [from, to] = [domain[0] ?? 0, domain[1] ?? 1];
  const limitAt = limit === undefined ? 0 : height * (1 - (limit.value - from) / (to - from));
  const color = theme.palette[0];
  const view = {
    width: plot,
    height,
    data: { values },
    layer: [
      {
        mark: { type: "area", fill: color, fillOpacity: 0.18, tooltip: null },
        encoding: { x: channelX, y: { ...channelY, field: "low" }, y2: { field: "high" } },
      },
      {
        mark: { type: "line", stroke: color, strokeWidth: 2.25, tooltip: null },
        encoding: { x: channelX, y: { ...channelY, field: "y" } },
      },
      {
        mark: {
          type: "point",
          filled: true,
          fill: color,
          stroke: theme.background,
          strokeWidth: 1.25,
          size: 64,
          opacity: 1,
        },
        encoding: { x: channelX, y: { ...channelY, field: "y" }, tooltip },
      },
      ...(limit === undefined
        ? []
        : [
            constantMark({
              type: "rule",
              stroke: theme.failure,
              strokeWidth: 1.25,
              strokeDash: [4, 3],
              x: 0,
              x2: plot,
              y: limitAt,
              y2: limitAt,
            }),
            constantMark({
              type: "text",
              text: limit.text,
              align: "right",
              baseline: "bottom",
              fontSize: typeSize.label,
              fill: theme.failure,
              x: plot - 2,
              y: limitAt - 4,
            }),
          ]),
    ],
  };
  const [first, last] = [values[0], values.at(-1)];
  return finishChart(options, frame, [view], {
    heading: `${options.y} by ${options.x}`,
    finding: `${options.y} is ${write(Number(first?.y))} at ${formatNumber(Number(first?.x))}, ${write(Number(last?.y))} at ${formatNumber(Number(last?.x))}.`,
    note: `${counted(rows, options.count)}shaded: the interval`,
  });
}

/** `200 runs each; `, or from how few to how many. */
function counted(rows: readonly PlotRow[], name: string | undefined): string {
  if (name === undefined) return "";
  const counts = plotColumn(rows, name, "count").values.map(Number);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return `${least === most ? String(least) : `${String(least)} to ${String(most)}`} runs each; `;
}
