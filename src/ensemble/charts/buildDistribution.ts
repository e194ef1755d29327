import { numericSort } from "simple-statistics";
import type { ChartSpec } from "../../chart/chartSpec.ts";
import { checkName } from "../../chart/checkChartOptions.ts";
import { InvalidChartOptionError } from "../../chart/errors.ts";
import { constantMark, type Json, typeSize } from "../../chart/layout/chartLayout.ts";
import { safeTitle } from "../../chart/panel/tooltipFields.ts";
import { categoriesOf, plotColumn } from "../../chart/plot/plotColumn.ts";
import type { PlotRow } from "../../chart/plot/plotOptions.ts";
import { formatNumber } from "../../chart/text/formatQuantity.ts";
import { colorPlaces } from "../../chart/theme/colorPlaces.ts";
import { wilson } from "../statistics/probabilityOf.ts";
import {
  checkEnsembleChart,
  type EnsembleChartOptions,
  finishChart,
  layOut,
  legend,
  type LegendEntry,
  runsNote,
  valueAxisHead,
} from "./chartFrame.ts";

/** How the distribution of a figure is drawn. */
export interface DistributionOptions extends EnsembleChartOptions {
  /** Column of the figure. */
  readonly x: string;
  /** Column whose values have a line each, three at most of which are easy to tell apart. */
  readonly color?: string;
  /** `"below"`: the share of runs up to a value; `"above"`: that which exceeds it. Default: `"below"`. */
  readonly share?: "below" | "above";
  /** A share to read off, such as 0.05: a rule across, and on each line the value there. */
  readonly at?: number;
}

/** Points of a line, steps and their intervals. */
interface Line {
  readonly name: string;
  readonly color: string;
  readonly count: number;
  readonly values: readonly {
    readonly x: number;
    readonly p: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** Where the line crosses the share to read off. */
  readonly reads: number | undefined;
}

/**
 * Draws the empirical distribution of a figure: at each value the share of runs that do not exceed it, or that do, with
 * the 95% interval of the share. Nothing is smoothed or binned.
 *
 * @param rows - one for each run, such as `runsTable(runs)`
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws InvalidChartOptionError if a column is in no row, is no number, or an option cannot be drawn
 * @example buildDistribution(runsTable(runs), { x: "refused", share: "above", at: 0.05 });
 */
export function buildDistribution(rows: readonly PlotRow[], options: DistributionOptions): ChartSpec {
  checkEnsembleChart(rows, options, ["x", "color", "share", "at"]);
  const { share = "below", at } = options;
  checkName("share", share, ["below", "above"]);
  const x = plotColumn(rows, options.x, "x");
  if (x.kind !== "number" || (at !== undefined && !(at > 0 && at < 1))) {
    throw new InvalidChartOptionError({
      message:
        x.kind === "number"
          ? `A distribution cannot be read at the share ${String(at)}.`
          : `The column ${JSON.stringify(x.name)} holds ${x.kind}s, which have no distribution along an axis.`,
      hint: "Name a column of numbers as x, and give a share between 0 and 1.",
    });
  }
  const color = options.color === undefined ? undefined : plotColumn(rows, options.color, "color");
  const names = color === undefined ? [x.name] : categoriesOf(color);
  const draft = layOut(options, { labels: ["100%"] });
  const { palette } = draft.theme;
  const places = colorPlaces(names.map(String));
  const lines = names.map((name): Line => {
    const own = x.values.filter(
      (value, row) => typeof value === "number" && (color === undefined || color.values[row] === name),
    );
    const sorted = numericSort(own.map(Number));
    const text = color?.kind === "number" ? `${color.name} ${formatNumber(Number(name))}` : String(name);
    const place = color === undefined ? 0 : (places.get(String(name)) ?? 0);
    const values = steps(sorted, share);
    const reads =
      at === undefined ? undefined : values.find(({ p }) => (share === "below" ? p >= at : p <= at))?.x;
    return { name: text, color: palette[place % palette.length] ?? "", count: sorted.length, values, reads };
  });
  const entries = lines.map((line): LegendEntry => ({
    name: line.name,
    value:
      line.reads === undefined
        ? runsNote(line.count)
        : `${formatNumber(line.reads)} at ${formatNumber((at ?? 0) * 100)}%`,
    sample: { type: "rule", stroke: line.color, strokeWidth: 2.5 },
  }));
  const hasLegend = color !== undefined || at !== undefined;
  const frame = layOut(options, {
    labels: ["100%"],
    names: hasLegend ? entries.flatMap(({ name, value = "" }) => [name, value]) : [],
  });
  const { beside, above } = legend(hasLegend ? entries : [], frame);
  const { theme, plot, height } = frame;
  const yTitle =
    options.yTitle ?? (share === "below" ? "share of runs up to the value" : "share of runs above the value");
  const channelX = {
    field: "x",
    type: "quantitative",
    title: options.xTitle ?? x.name,
    scale: { zero: false, nice: true },
    axis: { grid: false, tickCount: 8 },
  };
  const channelY = {
    type: "quantitative",
    title: yTitle,
    scale: { domain: [0, 1], nice: false },
    axis: { ...valueAxisHead(frame), format: ".0%", tickCount: 5 },
  };
  const tooltip = [
    { field: "x", title: safeTitle(x.name), type: "quantitative", format: ",.4~r" },
    { field: "p", title: "share of runs", type: "quantitative", format: ".1%" },
    { field: "low", title: "at least", type: "quantitative", format: ".1%" },
    { field: "high", title: "at most", type: "quantitative", format: ".1%" },
  ];
  const view = {
    width: plot,
    height,
    layer: [
      ...lines.map(({ values, color: fill }) => ({
        data: { values },
        mark: { type: "area", interpolate: "step-after", fill, fillOpacity: 0.14, tooltip: null },
        encoding: { x: channelX, y: { ...channelY, field: "low" }, y2: { field: "high" } },
      })),
      ...(at === undefined
        ? []
        : [
            constantMark({
              type: "rule",
              stroke: theme.muted,
              strokeDash: [2, 3],
              x: 0,
              x2: plot,
              y: height * (1 - at),
              y2: height * (1 - at),
            }),
          ]),
      ...lines.map(({ values, color: stroke }) => ({
        data: { values },
        mark: { type: "line", interpolate: "step-after", stroke, strokeWidth: 2.25 },
        encoding: { x: channelX, y: { ...channelY, field: "p" }, tooltip },
      })),
      ...lines.flatMap((line) =>
        line.reads === undefined
          ? []
          : [readMark(line, at ?? 0, { x: channelX, y: { ...channelY, field: "p" } }, theme.background)],
      ),
      ...(at === undefined
        ? []
        : [
            constantMark({
              type: "text",
              text: `${formatNumber(at * 100)}%`,
              align: "right",
              baseline: "bottom",
              fontSize: typeSize.label,
              fill: theme.muted,
              x: plot - 2,
              y: height * (1 - at) - 3,
            }),
          ]),
      ...beside,
    ],
  };
  const counted = lines.reduce((sum, line) => sum + line.count, 0);
  const note = `${runsNote(counted, rows.length - counted)}; shaded: the 95% interval of the share`;
  return finishChart(options, frame, [...above, view], {
    heading: `${share === "below" ? "How far" : "How often"} ${x.name} ${share === "below" ? "reaches" : "exceeds a value"}`,
    finding: lines.map(findingOf).join(" "),
    note,
  });
}

/** Share of runs up to each value, or above it, from before the first. */
function steps(sorted: readonly number[], share: "below" | "above"): Line["values"] {
  const count = sorted.length;
  const point = (x: number, hits: number): Line["values"][number] => {
    const { share: p, low, high } = wilson(share === "below" ? hits : count - hits, count);
    return { x, p, low, high };
  };
  const first = sorted[0];
  const rest = sorted.flatMap((x, at) => (sorted[at + 1] === x ? [] : [point(x, at + 1)]));
  return first === undefined ? [] : [point(first, 0), ...rest];
}

function readMark({ reads, color }: Line, at: number, place: Json, background: string): Json {
  return {
    data: { values: [{ x: reads, p: at }] },
    mark: {
      type: "point",
      filled: true,
      fill: color,
      stroke: background,
      strokeWidth: 1.5,
      size: 70,
      opacity: 1,
      tooltip: null,
    },
    encoding: place,
  };
}

function findingOf({ name, values, count }: Line): string {
  const [first, last] = [values[0]?.x ?? Number.NaN, values.at(-1)?.x ?? Number.NaN];
  return `${name}: ${runsNote(count)} from ${formatNumber(first)} to ${formatNumber(last)}.`;
}
