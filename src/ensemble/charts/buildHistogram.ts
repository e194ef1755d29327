import { numericSort, quantileSorted } from "simple-statistics";
import type { ChartSpec } from "../../chart/chartSpec.ts";
import { InvalidChartOptionError } from "../../chart/errors.ts";
import { type Json, typeSize } from "../../chart/layout/chartLayout.ts";
import { plotColumn } from "../../chart/plot/plotColumn.ts";
import type { PlotRow } from "../../chart/plot/plotOptions.ts";
import { formatNumber } from "../../chart/text/formatQuantity.ts";
import {
  checkEnsembleChart,
  type EnsembleChartOptions,
  finishChart,
  layOut,
  runsNote,
  valueAxisHead,
} from "./chartFrame.ts";

/** How often values of a figure occur. */
export interface HistogramOptions extends EnsembleChartOptions {
  /** Column of the figure. */
  readonly x: string;
  /** About how many bins, 2 to 200; as many as the count of runs supports if absent. */
  readonly bins?: number;
  /** Shares of the runs whose quantiles have a rule. Default: 5, 50 and 95%. */
  readonly rules?: readonly number[];
}

/** A bin: from a value up to below the next, and the share of runs in it. */
interface Bin {
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly count: number;
}

/**
 * Draws how a figure is spread over the runs: the share of them in each bin, and rules at quantiles.
 *
 * @param rows - one for each run, such as `runsTable(runs)`
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws InvalidChartOptionError if the column is in no row, is no number, or an option cannot be drawn
 * @example buildHistogram(runsTable(runs), { x: "first refusal", xTitle: "days until the first refusal" });
 */
export function buildHistogram(rows: readonly PlotRow[], options: HistogramOptions): ChartSpec {
  checkEnsembleChart(rows, options, ["x", "bins", "rules"]);
  const { bins, rules = [0.05, 0.5, 0.95] } = options;
  const x = plotColumn(rows, options.x, "x");
  const sorted = numericSort(x.values.filter((value) => typeof value === "number"));
  const first = sorted[0];
  if (x.kind !== "number" || first === undefined) {
    throw new InvalidChartOptionError({
      message: `The column ${JSON.stringify(x.name)} holds no numbers, which a histogram counts.`,
      hint: "Name a column of numbers as x.",
    });
  }
  const wrong = rules.find((rule) => !(rule >= 0 && rule <= 1));
  const fits = bins === undefined || (Number.isInteger(bins) && bins >= 2 && bins <= 200);
  if (wrong !== undefined || !fits) {
    throw new InvalidChartOptionError({
      message:
        wrong === undefined
          ? `A histogram cannot have ${String(bins)} bins.`
          : `There is no quantile of the share ${String(wrong)}.`,
      hint: "Give a whole number of bins from 2 to 200, and shares from 0 to 1.",
    });
  }
  const values = binned(sorted, bins);
  const highest = Math.max(...values.map(({ share }) => share));
  const labels = ["100%"];
  const frame = layOut(options, { labels });
  const { theme, plot, height } = frame;
  const channelX = {
    type: "quantitative",
    title: options.xTitle ?? x.name,
    scale: { domain: [values[0]?.from ?? 0, values.at(-1)?.to ?? 1], nice: false, zero: false },
    axis: { grid: false, tickCount: Math.max(3, Math.floor(plot / 90)) },
  };
  // Above the bars stand the names of the rules.
  const channelY = {
    type: "quantitative",
    title: options.yTitle ?? "share of runs",
    scale: { domain: [0, highest * 1.16], nice: false },
    axis: { ...valueAxisHead(frame), format: highest < 0.05 ? ".1%" : ".0%", tickCount: 5 },
  };
  const named = rules.map((rule) => {
    const at = quantileSorted(sorted, rule);
    return {
      at,
      name: `${rule === 0.5 ? "median" : `${formatNumber(rule * 100)}% below`} ${formatNumber(at)}`,
    };
  });
  const view = {
    width: plot,
    height,
    layer: [
      {
        data: {
          values: values.map((bin) => ({
            ...bin,
            bin: `${formatNumber(bin.from)} to ${formatNumber(bin.to)}`,
          })),
        },
        mark: { type: "bar", fill: theme.palette[0], fillOpacity: 0.85, binSpacing: 1 },
        encoding: {
          x: { ...channelX, field: "from", bin: { binned: true } },
          x2: { field: "to" },
          y: { ...channelY, field: "share" },
          tooltip: [
            { field: "bin", title: "from", type: "nominal" },
            { field: "share", title: "share of runs", type: "quantitative", format: ".1%" },
            { field: "count", title: "runs", type: "quantitative" },
          ],
        },
      },
      ...ruleMarks(named, channelX, frame.plot, theme.ink, theme.muted, height),
    ],
  };
  return finishChart(options, frame, [view], {
    heading: `How ${x.name} is spread`,
    finding: `${runsNote(sorted.length)}; ${named.map(({ name }) => name).join(", ")}.`,
    note: runsNote(sorted.length, rows.length - sorted.length),
  });
}

/** Rules from the top to the axis, each with its name; one that would lie on another's name is written on the line below. */
function ruleMarks(
  rules: readonly { readonly at: number; readonly name: string }[],
  channelX: Json,
  plot: number,
  ink: string,
  muted: string,
  height: number,
): Json[] {
  const [from = 0, to = 1] = (channelX.scale as { readonly domain: readonly number[] }).domain;
  const pixel = (value: number): number => ((value - from) / (to - from)) * plot;
  const ends = [-Infinity, -Infinity, -Infinity];
  return rules
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, name }) => {
      const width = name.length * 6.6 + 10;
      const isLate = pixel(at) + width > plot;
      const start = isLate ? pixel(at) - width : pixel(at);
      const row = Math.max(
        0,
        ends.findIndex((end) => end <= start),
      );
      ends[row] = start + width;
      const x = { ...channelX, field: "at" };
      return [
        {
          data: { values: [{ at }] },
          mark: { type: "rule", stroke: ink, strokeWidth: 1, strokeDash: [4, 3], tooltip: null },
          encoding: { x, y: { value: 6 + row * 15 }, y2: { value: height } },
        },
        {
          data: { values: [{ at, name }] },
          mark: {
            type: "text",
            align: isLate ? "right" : "left",
            baseline: "middle",
            dx: isLate ? -5 : 5,
            fontSize: typeSize.label,
            fill: muted,
            tooltip: null,
          },
          encoding: { x, y: { value: 10 + row * 15 }, text: { field: "name", type: "nominal" } },
        },
      ];
    });
}

/** More would be too narrow to be told apart. */
const mostBins = 40;

/** Bins of a width that reads well; of few whole numbers, one for each. */
function binned(sorted: readonly number[], bins: number | undefined): Bin[] {
  const [low = 0, high = low] = [sorted[0], sorted.at(-1)];
  const isWhole = sorted.every(Number.isInteger);
  const supported = Math.min(mostBins, Math.max(8, Math.ceil(3 * Math.cbrt(sorted.length))));
  const wanted = bins ?? (isWhole && high - low < mostBins ? mostBins : supported);
  const rough = (high - low) / wanted || Math.abs(high) / 10 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = power * ([1, 2, 2.5, 5, 10].find((step) => step * power >= rough * (1 - 1e-9)) ?? 10);
  const width = isWhole ? Math.max(1, Math.ceil(nice)) : nice;
  // A whole number stands in the middle of its bin.
  const shift = isWhole && width === 1 ? 0.5 : 0;
  const start = Math.floor(low / width) * width - shift;
  const place = (value: number): number => Math.floor((value - start) / width);
  const count = place(high) + 1;
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(place(value), (counts.get(place(value)) ?? 0) + 1);
  return Array.from({ length: count }, (_, at) => {
    const [from, to] = [start + at * width, start + (at + 1) * width];
    const inside = counts.get(at) ?? 0;
    return { from, to, count: inside, share: inside / sorted.length };
  });
}
