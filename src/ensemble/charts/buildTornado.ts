import type { ChartSpec } from "../../chart/chartSpec.ts";
import { constantMark, type Json, typeSize } from "../../chart/layout/chartLayout.ts";
import { formatNumber } from "../../chart/text/formatQuantity.ts";
import { estimateTextWidth } from "../../chart/text/estimateTextWidth.ts";
import type { PlotValue } from "../../chart/plot/plotOptions.ts";
import type { Sensitivity } from "../statistics/sensitivity.ts";
import { checkEnsembleChart, type EnsembleChartOptions, finishChart, layOut, legend } from "./chartFrame.ts";

/** Pixels from bar to bar, and height of a bar. */
const [rowHeight, barHeight] = [44, 22];

/** Pixels that the values at the ends of bars may take. */
const besideBars = 14;

/**
 * Draws what a figure owes to each parameter as a tornado: from its mean at the parameter's lowest value to that at the
 * highest, the others at their base, the widest first. At the ends of a bar stand the parameter's values.
 *
 * @param rows - from `sensitivityOf`
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws InvalidChartOptionError if there are no rows, or an option cannot be drawn
 * @example buildTornado(sensitivityOf(runs, "refused"), { title: "The base fee decides", xTitle: "calls refused" });
 */
export function buildTornado(rows: readonly Sensitivity[], options: EnsembleChartOptions = {}): ChartSpec {
  checkEnsembleChart(rows, options, []);
  const hasRank = rows.some(({ correlation }) => correlation !== null);
  const ranks = rows.map(({ correlation }) =>
    correlation === null ? "" : `ρ ${correlation < 0 ? "−" : "+"}${Math.abs(correlation).toFixed(2)}`,
  );
  const frame = layOut(options, {
    labels: rows.map(({ parameter }) => parameter),
    names: hasRank ? ["ρ −0.00"] : [],
    height: rows.length * rowHeight,
  });
  const { theme, plot, height, left, size } = frame;
  const ends = rows.flatMap(({ atLowest, atHighest }) => [atLowest, atHighest]);
  const bases = rows.flatMap(({ atBase }) => atBase ?? []);
  const [low, high] = [Math.min(...ends, ...bases), Math.max(...ends, ...bases)];
  // The values at the ends of the widest bars need room inside of the plot.
  const text = Math.max(
    ...rows.flatMap(({ lowest, highest }) =>
      [lowest, highest].map((value) => estimateTextWidth(valueText(value), typeSize.label)),
    ),
  );
  const room =
    ((high - low || Math.abs(high) || 1) * (text + besideBars)) /
    Math.max(60, plot - 2 * (text + besideBars));
  const scale = { domain: [low - room, high + room], nice: false, zero: false };
  const base = bases[0] ?? (low + high) / 2;
  const step = height / rows.length;
  const channelX = {
    type: "quantitative",
    title: options.xTitle ?? "mean",
    scale,
    axis: { tickCount: 7, grid: true, gridColor: theme.grid },
  };
  const bars = rows.flatMap(({ parameter, lowest, highest, atLowest, atHighest }, row) => {
    const y = (row + 0.5) * step;
    return (
      [
        [atLowest, lowest, theme.palette[1], atLowest <= atHighest],
        [atHighest, highest, theme.palette[0], atHighest < atLowest],
      ] as const
    ).flatMap(([at, value, fill, isLeft]) => {
      const words = `${parameter} ${valueText(value)}: ${formatNumber(at)}`;
      return [
        {
          data: { values: [{ from: base, to: at, words }] },
          mark: { type: "rect", fill },
          encoding: {
            x: { ...channelX, field: "from" },
            x2: { field: "to" },
            y: { value: y - barHeight / 2 },
            y2: { value: y + barHeight / 2 },
            tooltip: { field: "words", title: "mean", type: "nominal" },
          },
        },
        {
          data: { values: [{ to: at, text: valueText(value) }] },
          mark: {
            type: "text",
            align: isLeft ? "right" : "left",
            dx: isLeft ? -6 : 6,
            fontSize: typeSize.label,
            fill: theme.ink,
            tooltip: null,
          },
          encoding: {
            x: { ...channelX, field: "to" },
            y: { value: y },
            text: { field: "text", type: "nominal" },
          },
        },
      ];
    });
  });
  const name = { type: "text", align: "right", baseline: "middle", fontSize: typeSize.name, fill: theme.ink };
  const rank = { ...name, align: "left", fontSize: typeSize.label, fill: theme.muted };
  const sides = rows.flatMap(({ parameter }, row) => {
    const y = (row + 0.5) * step;
    return [
      constantMark({ ...name, x: -10, y, text: parameter, limit: left - 10 }),
      ...(size.names === "beside"
        ? [constantMark({ ...rank, x: plot + 14, y, text: ranks[row] ?? "" })]
        : []),
    ];
  });
  const rule: Json = {
    data: { values: [{ at: base }] },
    mark: { type: "rule", stroke: theme.axis, strokeWidth: 1 },
    encoding: { x: { ...channelX, field: "at" } },
  };
  const { above } = legend(
    [
      { name: "parameter at its lowest", sample: { type: "rect", fill: theme.palette[1] } },
      { name: "at its highest", sample: { type: "rect", fill: theme.palette[0] } },
    ],
    { ...frame, size: { ...size, names: "above" } },
  );
  const count = rows.reduce((sum, one) => sum + one.count, 0);
  const [first] = rows;
  return finishChart(options, frame, [...above, { width: plot, height, layer: [...bars, rule, ...sides] }], {
    heading: "What decides",
    finding:
      first === undefined
        ? ""
        : `${first.parameter} moves the mean most: ${formatNumber(first.atLowest)} at ${valueText(first.lowest)}, ${formatNumber(first.atHighest)} at ${valueText(first.highest)}.`,
    note: `${String(count)} runs at the ends${hasRank ? `; ρ: rank correlation over ${String(Math.max(...rows.map((one) => one.correlated)))} runs` : ""}`,
  });
}

function valueText(value: PlotValue): string {
  return typeof value === "number" || typeof value === "bigint"
    ? formatNumber(Number(value))
    : value instanceof Date
      ? value.toISOString()
      : String(value ?? "–");
}
