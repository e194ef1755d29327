import { buildChart } from "../../src/chart/buildChart.ts";
import { buildComparison } from "../../src/chart/buildComparison.ts";
import { buildSmallMultiples } from "../../src/chart/buildSmallMultiples.ts";
import { buildPlot } from "../../src/chart/plot/buildPlot.ts";
import { recordingTable } from "../../src/chart/recordingTable.ts";
import { themedSpec } from "../../src/chart/themedSpec.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import { creditMining, event, recording, series, start, units } from "../support/sampleRecordings.ts";

const day = 86_400;
const worked = creditMining({ days: 6, every: day / 2, workEvery: 1.5 * day });
const cheaper = creditMining({ days: 6, every: day / 2, workEvery: 1.5 * day, pay: 0.3 });
const dry = creditMining({ days: 6, every: day / 2, workEvery: day / 2, pay: 0.9 });
const tick = series(
  "tick",
  worked.rows.map(({ time }, at) => [time, BigInt(-22_000 - at * 40) * 10n ** 18n]),
  "",
);

/** Parts of a whole, edges of a band, a threshold, and something that grows by orders of magnitude. */
const split = {
  ...worked,
  series: (([liquidity, total]) => {
    const times = total?.times ?? [];
    const made = (name: string, value: (at: number) => number) =>
      series(
        name,
        times.map((time, at) => [time, units(value(at))]),
      );
    const [ready, all] = [liquidity, total].map(
      (one) => one?.values.map((value) => Number(value) / 1e18) ?? [],
    );
    return [
      made("ready", (at) => ready?.[at] ?? 0),
      made("accrued", (at) => (all?.[at] ?? 0) - (ready?.[at] ?? 0)),
      made("minimum", (at) => 0.5 + 0.01 * at),
      made("low", (at) => 1 - 0.02 * at),
      made("high", (at) => 1.1 + 0.03 * at),
      made("middle", (at) => 1.05 + 0.005 * at),
      made("growing", (at) => (at === 5 ? 0 : 0.003 * 2 ** at)),
    ];
  })(worked.series),
};

const flows = ["nobody works", "every 36 h", "twice a day"].flatMap((scenario, at) =>
  ["paid to keepers", "left at the end", "expired"].map((where, part) => ({
    scenario,
    where,
    amount:
      [
        [0, 2.8, 1.6],
        [1.84, 2.36, 3.14],
        [4.1, 0.3, 0],
      ][at]?.[part] ?? 0,
  })),
);

const shares = [5, 10, 20, 40].flatMap((liquidity, row) =>
  [10, 20, 40, 80, 160].map((fee, column) => ({
    liquidity,
    "base fee": fee,
    paid: Math.min(1, 2 ** (row - column + 1)),
  })),
);

const draws = Array.from({ length: 120 }, (_, at) => ({
  kind: ["calm", "stormy"][at % 2] ?? "",
  final: 2 + Math.sin(at) + (at % 2) * Math.cos(at * 1.7),
  paid: 1 + Math.cos(at / 2) * 0.6,
}));

const keepers = [
  "0x9A5A19bd6A6D8b3a2a6a9F2A2D31d3C0F1f1B6a7",
  "0x1d3C0F1f1B6a79A5A19bd6A6D8b3a2a6a9F2A2D3",
] as const;

/** What a contract may call itself: a tag, quotes, a switch of the writing direction, and no end. */
const hostile = `</script><b onload="alert(1)">'"\\ \u202egnp.trahc ${"long".repeat(50)}`;

/**
 * The reference pictures: a name, and the chart. To add one, add an entry, write its files with
 * `TZ=UTC node --test --test-update-snapshots test/chart/pictures.test.ts`, and look at it.
 */
export const referencePictures: Readonly<Record<string, ChartSpec>> = {
  chart: buildChart(worked, { title: "Work every day and a half" }),
  dark: buildChart(dry, { title: "Running dry", theme: "dark" }),
  panels: buildChart(
    { ...worked, series: [...worked.series.slice(0, 2), tick] },
    { title: "Panels", layout: "panels", interpolate: { jobLiquidityCredits: "step-after" }, size: "print" },
  ),
  annotated: buildChart(worked, {
    title: "Annotated",
    traces: ["totalJobCredits"],
    annotate: [
      { text: "price falls", at: start + 2 * day },
      { text: "a day off", from: start + 2.2 * day, to: start + 3.2 * day },
      { text: "enough for one work", value: 0.5 },
      { text: "the highest, before anyone works", at: start + day, value: 1.776 },
    ],
    figures: [
      { name: "paid to keepers", value: units(2), unit: "KP3R", decimals: 18 },
      { name: "expired", value: units(0.91), unit: "KP3R", decimals: 18 },
      { name: "calls refused", value: 0 },
    ],
    endValues: false,
  }),
  column: buildChart(worked, { title: "A column", size: "column", events: ["KeeperWork"] }),
  comparison: buildComparison(
    { name: "before", recording: worked },
    { name: "after", recording: cheaper },
    { title: "Work gets cheaper", traces: ["totalJobCredits"] },
  ),
  multiples: buildSmallMultiples(
    [
      { title: "0.5 KP3R a work", recording: worked },
      { title: "0.3 KP3R a work", recording: cheaper },
    ],
    { title: "What a work costs", traces: ["totalJobCredits"] },
  ),
  crowded: buildChart(
    recording({
      series: [
        series("credits", [
          [start, units(1)],
          [start + day, units(2)],
        ]),
      ],
      events: Array.from({ length: 20 }, (_, at) => event("KeeperWork", start + at * at * 60)),
    }),
    { title: "Crowded" },
  ),
  hostile: buildChart(
    recording({
      series: [
        series(
          hostile,
          [
            [start, units(1)],
            [start + day, units(2)],
          ],
          hostile,
        ),
      ],
      events: [event(hostile, start + 9, { [hostile]: hostile })],
    }),
    { title: hostile, subtitle: hostile, annotate: [{ text: hostile, at: start + 90 }] },
  ),
  failures: buildChart(
    {
      ...dry,
      events: [
        ...dry.events.flatMap((one, at) =>
          one.kind === "failure" ? [one, { ...one, name: "Paused", time: one.time + 4_000 * at }] : [],
        ),
        ...[1, 2, 3, 4].map((at) => ({
          ...event("KeeperWork", start + at * day),
          group: at % 2 === 0 ? keepers[0] : keepers[1],
        })),
        event("credits cover the pay", start + 5 * day, { message: "0.4 KP3R are left" }, "violation"),
      ],
    },
    { title: "Failures in rows, a rule where the run was stopped" },
  ),
  "failures-compared": buildComparison(
    { name: "cheap", recording: cheaper },
    { name: "dear", recording: dry },
    { title: "Which side failed", traces: ["totalJobCredits"], difference: false },
  ),
  "failures-side-by-side": buildSmallMultiples(
    [
      { title: "0.3 KP3R a work", recording: cheaper },
      { title: "0.9 KP3R a work", recording: dry },
    ],
    { title: "Failures at the foot", traces: ["totalJobCredits"] },
  ),
  stack: buildChart(split, {
    title: "A stack of two parts, periods tinted and numbered",
    traces: {
      ready: { as: "stack", label: "ready to pay", interpolate: "step-after" },
      accrued: { as: "stack", label: "accrued since the last reward", color: "pale orange" },
      minimum: { as: "threshold", label: "enough for one work" },
    },
    periods: "tint",
    events: ["KeeperWork"],
  }),
  "band-and-area": buildChart(split, {
    title: "A band between two series, an area, a log axis",
    layout: [
      {
        traces: { low: { as: "band", to: "high", label: "nine runs of ten" }, middle: {} },
        title: "credits, KP3R",
      },
      { traces: { accrued: { as: "area" } } },
      { traces: ["growing"], yScale: "log" },
    ],
    periods: "none",
    events: false,
  }),
  "stack-dark": buildChart(split, {
    title: "A stack on a dark page, in a column",
    traces: { ready: { as: "stack" }, accrued: { as: "stack" } },
    theme: "dark",
    size: "column",
    periods: "tint",
    events: false,
  }),
  "difference-filled": buildComparison(
    { name: "before", recording: worked },
    { name: "after", recording: cheaper },
    { title: "The space between", traces: ["totalJobCredits"], difference: "fill" },
  ),
  "plot-lines": buildPlot(recordingTable(worked), {
    mark: "line",
    x: "time",
    y: "value",
    color: "trace",
    title: "A recording as rows",
    yTitle: "KP3R",
  }),
  "plot-bars": buildPlot(flows, {
    mark: "bar",
    x: "amount",
    y: "scenario",
    color: "where",
    title: "Where a job's credits went",
    subtitle: "KP3R, in each scenario",
    xTitle: "KP3R",
  }),
  "plot-cells": buildPlot(shares, {
    mark: "cell",
    x: "base fee",
    y: "liquidity",
    color: "paid",
    title: "Twice the base fee needs twice the liquidity",
    xTitle: "base fee, gwei",
    yTitle: "KP3R in the liquidity",
    size: "square",
  }),
  "plot-histogram": buildPlot(draws, {
    mark: "histogram",
    x: "final",
    color: "kind",
    title: "Where runs end",
    theme: "dark",
  }),
  "plot-facets": buildPlot(draws, {
    mark: "dot",
    x: "final",
    y: "paid",
    facet: "kind",
    title: "Runs of each kind",
  }),
  "plot-areas": buildPlot(recordingTable({ ...split, series: split.series.slice(0, 2) }), {
    mark: "area",
    x: "time",
    y: "value",
    color: "trace",
    title: "Areas in a column",
    size: "column",
  }),
  "own-spec": themedSpec(
    {
      data: { values: flows },
      mark: "bar",
      encoding: {
        x: { field: "scenario", type: "nominal", axis: { labelAngle: 0 } },
        y: { field: "amount", type: "quantitative" },
        color: { field: "where", type: "nominal" },
      },
      width: 500,
    },
    { title: "A spec of one's own" },
  ),
};
