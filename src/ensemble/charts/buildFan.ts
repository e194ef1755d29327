import type { ChartSpec } from "../../chart/chartSpec.ts";
import { InvalidChartOptionError } from "../../chart/errors.ts";
import { constantMark, type Json, typeSize } from "../../chart/layout/chartLayout.ts";
import { calendarLabels } from "../../chart/layout/timeAxis.ts";
import { safeTitle } from "../../chart/panel/tooltipFields.ts";
import { type PlotColumn, plotColumn } from "../../chart/plot/plotColumn.ts";
import type { PlotRow } from "../../chart/plot/plotOptions.ts";
import { formatNumber } from "../../chart/text/formatQuantity.ts";
import {
  checkEnsembleChart,
  type EnsembleChartOptions,
  finishChart,
  type Frame,
  layOut,
  legend,
  type LegendEntry,
  runsNote,
  valueAxisHead,
} from "./chartFrame.ts";
import { fanFacets } from "./fanFacets.ts";
import { type FanPlace, fanPlaces, type RunLine, runLines } from "./fanRows.ts";

/** How a fan of many runs is drawn. */
export interface FanOptions extends EnsembleChartOptions {
  /** Columns by name: numbers or instants along x, numbers along y, and which run a row belongs to. */
  readonly x: string;
  readonly y: string;
  /** Default: `"run"`. */
  readonly run?: string;
  /** Column whose values have a small fan each, on the same axes. */
  readonly facet?: string;
  /** Shares of the runs that the bands hold, the widest first. Default: 90 and 50%. */
  readonly bands?: readonly number[];
  /** How many single runs are drawn, spread evenly over the list. Default: 4. */
  readonly singles?: number;
  /** Ends of the value axis; from the data and 0 if absent. */
  readonly yDomain?: readonly [number, number];
}

/** How opaque each band is: they lie on one another. */
const opacity = [0.2, 0.28, 0.32];

/**
 * Draws many runs over time: bands that hold a share of them at each instant, their median, and a few single runs, since
 * no run follows a quantile.
 *
 * @param rows - one for each value of each run, such as `recordingTable` of each with a column `run`
 * @returns a Vega-Lite v5 spec, as `buildChart` makes one
 * @throws InvalidChartOptionError if a column is in no row, is no number, or an option cannot be drawn
 * @example buildFan(rows, { x: "day", y: "credits", title: "Credits last in nine runs of ten" });
 */
export function buildFan(rows: readonly PlotRow[], options: FanOptions): ChartSpec {
  checkEnsembleChart(rows, options, ["x", "y", "run", "facet", "bands", "singles", "yDomain"]);
  const { bands = [0.9, 0.5], singles = 4 } = options;
  checkBands(bands, singles);
  const x = plotColumn(rows, options.x, "x");
  const y = plotColumn(rows, options.y, "y");
  const run = plotColumn(rows, options.run ?? "run", "run");
  if (x.kind === "name" || y.kind !== "number") {
    throw new InvalidChartOptionError({
      message: `A fan cannot be drawn of ${x.kind === "name" ? `x ${JSON.stringify(x.name)}` : `y ${JSON.stringify(y.name)}`}, which holds no numbers.`,
      hint: "Along x lie numbers or instants, along y numbers.",
    });
  }
  const fans = fanFacets(rows, options.facet, (some) => {
    const lines = runLines(some(x), some(y), some(run));
    return { lines, places: fanPlaces(lines, sharesOf(bands)) };
  });
  const all = fans.flatMap(({ fan }) => fan.places);
  const drawn = fans.flatMap(({ fan }) => spread(fan.lines, singles));
  const ends = [...all.flatMap(({ quantiles }) => quantiles), ...drawn.flatMap(({ ys }) => ys)];
  const domain = options.yDomain ?? valueEnds(ends);
  const last = fans.length === 1 ? fans[0]?.fan.places.at(-1) : undefined;
  const entries = (frame: Frame): LegendEntry[] => legendEntries(bands, singles, last, frame);
  const draft = layOut(options, { labels: domain.map(formatNumber) });
  const names = fans.length > 1 ? [] : entries(draft).flatMap(({ name, value = "" }) => [name, value]);
  const frame = layOut(options, {
    labels: domain.map(formatNumber),
    names,
    height: fans.length > 1 ? 170 : 300,
  });
  const count = new Set(fans.flatMap(({ fan }) => fan.lines.map((line) => line.run))).size;
  const parts = { x, y, options, domain, bands, frame };
  const { beside, above } = legend(
    entries(frame),
    fans.length > 1 ? { ...frame, size: { ...frame.size, names: "above" } } : frame,
  );
  const views =
    fans.length > 1
      ? facetViews(fans, { ...parts, singles })
      : [plotView(fans[0]?.fan ?? { lines: [], places: [] }, { ...parts, singles, beside })];
  const finding =
    last === undefined ? `${String(fans.length)} fans of runs.` : findingOf(y.name, bands, last);
  return finishChart(options, frame, [...above, ...views], {
    heading: `${y.name} of many runs`,
    finding,
    note: runsNote(count),
  });
}

/** Shares of the edges of bands, low and high of each, and the median. */
function sharesOf(bands: readonly number[]): number[] {
  return [...bands.flatMap((band) => [(1 - band) / 2, (1 + band) / 2]), 0.5];
}

interface Fan {
  readonly lines: readonly RunLine[];
  readonly places: readonly FanPlace[];
}

interface FanParts {
  readonly x: PlotColumn;
  readonly y: PlotColumn;
  readonly options: FanOptions;
  readonly domain: readonly [number, number];
  readonly bands: readonly number[];
  readonly singles: number;
  readonly frame: Frame;
  /** Marks beside the plot. */
  readonly beside?: readonly Json[];
  /** What a small plot is called; absent for the only one. */
  readonly name?: string;
  readonly isLeft?: boolean;
}

function plotView(fan: Fan, parts: FanParts): Json {
  const { x, y, bands, frame, singles, beside = [], name } = parts;
  const { theme, plot, height } = frame;
  const color = theme.palette[0];
  const values = fan.places.map((place) => ({
    x: place.x,
    n: place.count,
    ...Object.fromEntries(place.quantiles.map((value, at) => [`q${String(at)}`, value])),
  }));
  const [xChannel, yChannel] = [channelX(parts), channelY(parts)];
  const middle = `q${String(bands.length * 2)}`;
  const lines = spread(fan.lines, singles).flatMap(({ run, xs, ys }) =>
    xs.map((at, place) => ({ x: at, y: ys[place], run })),
  );
  const tooltip = [
    {
      field: "x",
      title: safeTitle(x.name),
      ...(x.kind === "time"
        ? { type: "temporal", timeUnit: "utcyearmonthdatehoursminutes" }
        : { type: "quantitative", format: ",.4~r" }),
    },
    { field: middle, title: "median", type: "quantitative", format: ",.4~r" },
    ...bands.flatMap((band, at) => [
      {
        field: `q${String(2 * at)}`,
        title: `${percent((1 - band) / 2)} of runs below`,
        type: "quantitative",
        format: ",.4~r",
      },
      {
        field: `q${String(2 * at + 1)}`,
        title: `${percent((1 - band) / 2)} of runs above`,
        type: "quantitative",
        format: ",.4~r",
      },
    ]),
    { field: "n", title: "runs", type: "quantitative" },
  ];
  return {
    width: plot,
    height,
    data: { values },
    layer: [
      ...bands.map((_, at) => ({
        mark: { type: "area", fill: color, fillOpacity: opacity[at] ?? 0.3, tooltip: null },
        encoding: {
          x: xChannel,
          y: { ...yChannel, field: `q${String(2 * at)}` },
          y2: { field: `q${String(2 * at + 1)}` },
        },
      })),
      {
        data: { values: lines },
        mark: {
          type: "line",
          stroke: theme.muted,
          strokeWidth: 0.9,
          strokeOpacity: 0.55,
          strokeJoin: "round",
          tooltip: null,
        },
        encoding: { x: xChannel, y: { ...yChannel, field: "y" }, detail: { field: "run", type: "nominal" } },
      },
      {
        mark: { type: "line", stroke: color, strokeWidth: 2.5, strokeJoin: "round", tooltip: null },
        encoding: { x: xChannel, y: { ...yChannel, field: middle } },
      },
      {
        mark: { type: "rule", opacity: 0, strokeWidth: Math.max(2, plot / Math.max(1, values.length)) },
        encoding: { x: xChannel, tooltip },
      },
      ...(name === undefined
        ? []
        : [
            constantMark({
              type: "text",
              text: name,
              align: "left",
              baseline: "bottom",
              fontSize: typeSize.name,
              fontWeight: 600,
              fill: theme.ink,
              x: 0,
              y: -30,
            }),
          ]),
      ...beside,
    ],
  };

  function channelX({ options: { xTitle }, isLeft }: FanParts): Json {
    const ticks = Math.max(2, Math.floor(plot / 90));
    const isTime = x.kind === "time";
    return {
      field: "x",
      type: isTime ? "temporal" : "quantitative",
      scale: { ...(isTime ? { type: "utc" } : { zero: false }), nice: false },
      title:
        isLeft === undefined ? (xTitle ?? (isTime ? "UTC" : x.name)) : isLeft ? (xTitle ?? x.name) : null,
      axis: {
        grid: false,
        tickCount: ticks,
        ...(isTime && calendarLabels),
        ...(isLeft !== undefined && { titleAnchor: "start", titleAlign: "left" }),
      },
    };
  }

  function channelY({ options, domain, isLeft }: FanParts): Json {
    const title = options.yTitle ?? y.name;
    return {
      type: "quantitative",
      scale: { domain, nice: false, zero: false },
      title: isLeft === false ? null : title,
      axis: { ...valueAxisHead(frame), tickCount: height < 200 ? 4 : 6, labels: isLeft !== false },
    };
  }
}

/** Small fans, three in a row at most. */
function facetViews(fans: readonly { readonly name: string; readonly fan: Fan }[], parts: FanParts): Json[] {
  const { frame } = parts;
  const side = Math.max(1, Math.min(3, fans.length, Math.floor(frame.plot / 180)));
  const plot = Math.floor((frame.plot - (side - 1) * 20) / side);
  const rows = Array.from({ length: Math.ceil(fans.length / side) }, (_, row) =>
    fans.slice(row * side, (row + 1) * side),
  );
  return rows.map((row) => ({
    height: frame.height,
    hconcat: row.map(({ name, fan }, at) =>
      plotView(fan, { ...parts, frame: { ...frame, plot }, name, isLeft: at === 0 }),
    ),
    spacing: 20,
  }));
}

function legendEntries(
  bands: readonly number[],
  singles: number,
  last: FanPlace | undefined,
  { theme }: Frame,
): LegendEntry[] {
  const color = theme.palette[0];
  const at = (place: number): string => formatNumber(last?.quantiles[place] ?? Number.NaN);
  const value = (text: string) => (last === undefined ? {} : { value: text });
  return [
    {
      name: "median",
      ...value(at(2 * bands.length)),
      sample: { type: "rule", stroke: color, strokeWidth: 2.5 },
    },
    ...bands
      .map((band, place): LegendEntry => {
        const fillOpacity = bands
          .slice(0, place + 1)
          .reduce((sum, _, layer) => sum + (1 - sum) * (opacity[layer] ?? 0.3), 0);
        return {
          name: `${percent(band)} of runs`,
          ...value(`${at(2 * place)} – ${at(2 * place + 1)}`),
          sample: { type: "rect", fill: color, fillOpacity },
        };
      })
      .reverse(),
    ...(singles === 0
      ? []
      : [
          {
            name: singles === 1 ? "one run" : "single runs",
            sample: { type: "rule", stroke: theme.muted, strokeWidth: 0.9, strokeOpacity: 0.55 },
          } as const,
        ]),
  ];
}

/** Some of a list, evenly apart. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const wanted = Math.min(count, items.length);
  return Array.from({ length: wanted }, (_, at) => items[Math.floor((at * items.length) / wanted)]).filter(
    (item) => item !== undefined,
  );
}

/** From the lowest to the highest, and to 0 where it is near. */
function valueEnds(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low > 0 && low < high / 2) low = 0;
  const room = (high - low || Math.abs(high) || 1) * 0.04;
  return [low === 0 ? 0 : low - room, high + room];
}

function findingOf(name: string, bands: readonly number[], { quantiles }: FanPlace): string {
  const [low = Number.NaN, high = Number.NaN] = quantiles;
  return `At the end the median of ${name} is ${formatNumber(quantiles.at(-1) ?? Number.NaN)}, and ${percent(bands[0] ?? 0)} of the runs lie between ${formatNumber(low)} and ${formatNumber(high)}.`;
}

function percent(share: number): string {
  return `${formatNumber(share * 100)}%`;
}

function checkBands(bands: readonly number[], singles: number): void {
  const rising = bands.every((band, at) => band > 0 && band < 1 && band < (bands[at - 1] ?? 1));
  if (rising && bands.length > 0 && bands.length <= 3 && Number.isInteger(singles) && singles >= 0) return;
  throw new InvalidChartOptionError({
    message: `A fan cannot have the bands ${JSON.stringify(bands)} and ${String(singles)} single runs.`,
    hint: "Give one to three shares between 0 and 1, the widest first, such as [0.9, 0.5], and a whole number of runs.",
  });
}
