import type { ChartSpec } from "../../../src/chart/chartSpec.ts";
import { createRandom } from "../../../src/common/random.ts";
import {
  buildDistribution,
  type DistributionOptions,
} from "../../../src/ensemble/charts/buildDistribution.ts";
import { buildFan, type FanOptions } from "../../../src/ensemble/charts/buildFan.ts";
import { buildHeatMap, type HeatMapOptions } from "../../../src/ensemble/charts/buildHeatMap.ts";
import { buildHistogram, type HistogramOptions } from "../../../src/ensemble/charts/buildHistogram.ts";
import { buildInterval, type IntervalOptions } from "../../../src/ensemble/charts/buildInterval.ts";
import { buildScatter, type ScatterOptions } from "../../../src/ensemble/charts/buildScatter.ts";
import { buildTornado } from "../../../src/ensemble/charts/buildTornado.ts";
import type { EnsembleChartOptions } from "../../../src/ensemble/charts/chartFrame.ts";
import { drawPath } from "../../../src/ensemble/market/drawPath.ts";
import { wilson } from "../../../src/ensemble/statistics/probabilityOf.ts";
import type { Sensitivity } from "../../../src/ensemble/statistics/sensitivity.ts";

const day = 86_400;
const random = createRandom("pictures");

const weather = ["calm", "stormy"].flatMap((kind, place) =>
  Array.from({ length: 60 }, (_, run) => {
    const volatility = 0.2 + 0.2 * place;
    const process = { kind: "reverting", start: 40, level: 45, rate: 0.4, volatility } as const;
    const path = drawPath(process, { span: 12 * day, every: day / 2 }, random.stream(`${kind} ${run}`));
    return path.times.map((at, step) => ({
      run: `${kind} ${run}`,
      kind,
      day: at / day,
      time: new Date(Date.UTC(2021, 8, 15) + at * 1000),
      gwei: path.values[step] ?? null,
    }));
  }).flat(),
);
const stormy = weather.filter(({ kind }) => kind === "stormy");

const shares = [1, 1, 0.88, 0.43, 0.2, 0.1, 0];
const paid = [5, 10, 20, 40, 80].flatMap((kp3r, row) =>
  [10, 20, 40, 80, 160, 320].map((gwei, column) => ({
    kp3r,
    gwei,
    paid: shares[Math.max(0, column - row + 1)] ?? 0,
    gas: (gwei * 30) / kp3r,
  })),
);

const draws = ["10 KP3R", "20 KP3R"].flatMap((liquidity, place) =>
  Array.from({ length: 150 }, (_, run) => ({
    run,
    liquidity,
    refused: Math.max(0, Math.round(random.normal(9 - 6 * place, 4))),
    day: run % 10 === 0 ? null : Math.max(0, random.normal(9, 3)),
  })),
);

const trade = [5, 8, 10, 15, 20, 30, 40, 60].flatMap((kp3r, at) =>
  ["few large calls", "many small calls"].map((calls, place) => ({
    liquidity: `${kp3r} KP3R`,
    calls,
    expired: kp3r * 0.3 + place * (1 + (at % 3)),
    refused: 30 / (1 + kp3r / 8) + 2 * place * (at % 2),
  })),
);

const risk = [5, 8, 10, 12, 15, 20, 25, 30].map((kp3r) => ({
  kp3r,
  ...wilson(Math.round(200 / (1 + Math.exp((kp3r - 10) / 2.4))), 200),
}));

const swings: readonly Sensitivity[] = (
  [
    ["base fee, gwei", 20, 80, 0, 18.5, 0.83],
    ["KP3R in the liquidity", 10, 40, 12.2, 0.4, -0.61],
    ["calls a day", 1, 4, 1.1, 7.2, 0.31],
    ["KP3R price", 0.5, 2, 5, 3.6, -0.05],
  ] as const
).map(([parameter, lowest, highest, atLowest, atHighest, correlation]) => ({
  parameter,
  lowest,
  highest,
  atLowest,
  atHighest,
  atBase: 4,
  count: 400,
  correlation,
  correlated: 1_800,
}));

/** A chart of each kind, to be built with further options. */
export const charts = {
  fan: (more: Partial<FanOptions> = {}): ChartSpec =>
    buildFan(stormy, { x: "time", y: "gwei", title: "Nine runs in ten stay below 90 gwei", ...more }),
  heat: (more: Partial<HeatMapOptions> = {}): ChartSpec =>
    buildHeatMap(paid, {
      x: "gwei",
      y: "kp3r",
      value: "paid",
      good: "high",
      format: "percent",
      title: "Twice the base fee needs twice the liquidity",
      subtitle: "Share of 40 calls in 20 days that the job could pay",
      xTitle: "base fee, gwei",
      yTitle: "KP3R in the liquidity",
      ...more,
    }),
  distribution: (more: Partial<DistributionOptions> = {}): ChartSpec =>
    buildDistribution(draws, {
      x: "refused",
      color: "liquidity",
      share: "above",
      at: 0.05,
      title: "What one run in twenty exceeds",
      xTitle: "calls refused",
      ...more,
    }),
  histogram: (more: Partial<HistogramOptions> = {}): ChartSpec =>
    buildHistogram(draws, { x: "day", title: "Half of the refusals come within nine days", ...more }),
  interval: (more: Partial<IntervalOptions> = {}): ChartSpec =>
    buildInterval(risk, {
      x: "kp3r",
      y: "share",
      low: "low",
      high: "high",
      count: "count",
      format: "percent",
      limit: { value: 0.05, text: "5% tolerated" },
      title: "With 18 KP3R one run in twenty has a refusal",
      xTitle: "KP3R in the liquidity",
      yTitle: "share of runs with a refusal",
      ...more,
    }),
  scatter: (more: Partial<ScatterOptions> = {}): ChartSpec =>
    buildScatter(trade, {
      x: "expired",
      y: "refused",
      color: "calls",
      label: "liquidity",
      frontier: { x: "low", y: "low" },
      title: "Safety costs credits that expire",
      xTitle: "credits expired, KP3R",
      yTitle: "calls refused",
      ...more,
    }),
  tornado: (more: EnsembleChartOptions = {}): ChartSpec =>
    buildTornado(swings, { title: "The base fee decides", xTitle: "calls refused", ...more }),
} as const;

/** The reference pictures: to write them anew, see `pictures.test.ts`. */
export const referencePictures: Readonly<Record<string, ChartSpec>> = {
  fan: charts.fan(),
  "fan-dark-column": charts.fan({
    x: "day",
    theme: "dark",
    size: "column",
    bands: [0.95, 0.8, 0.5],
    singles: 1,
  }),
  "fan-facets": buildFan(weather, {
    x: "day",
    y: "gwei",
    facet: "kind",
    title: "Two kinds of weather",
    xTitle: "days",
  }),
  heat: charts.heat(),
  "heat-dark": charts.heat({ theme: "dark" }),
  "heat-plain": buildHeatMap(paid, { x: "gwei", y: "kp3r", value: "gas", size: "column" }),
  distribution: charts.distribution(),
  "distribution-plain": buildDistribution(draws, { x: "day", theme: "dark" }),
  histogram: charts.histogram(),
  "histogram-whole": buildHistogram(draws, { x: "refused", rules: [0.5], theme: "dark" }),
  interval: charts.interval(),
  "interval-log": charts.interval({ xScale: "log", theme: "dark" }),
  scatter: charts.scatter(),
  "scatter-plain": buildScatter(draws, { x: "refused", y: "day", size: "square", theme: "dark" }),
  tornado: charts.tornado(),
  "tornado-column": charts.tornado({ size: "column", theme: "dark" }),
};
