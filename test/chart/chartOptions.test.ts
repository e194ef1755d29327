import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildChart } from "../../src/chart/buildChart.ts";
import { buildComparison } from "../../src/chart/buildComparison.ts";
import { buildSmallMultiples } from "../../src/chart/buildSmallMultiples.ts";
import type { ChartOptions } from "../../src/chart/chartOptions.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import { InvalidChartOptionError, UnknownMarkerError, UnknownTraceError } from "../../src/chart/errors.ts";
import { renderSvg } from "../../src/chart/render/renderSvg.ts";
import { creditMining, event, series, start, units } from "../support/sampleRecordings.ts";
import { compileStrictly } from "./compileStrictly.ts";

const day = 86_400;
const worked = creditMining({ days: 10, workEvery: day });
const quote = series(
  "quote",
  worked.rows.map(({ time }, at) => [time, units(0.1 + at / 1e3)]),
  "WETH",
);
const two = { ...worked, series: [...worked.series, quote] };

interface View {
  readonly name?: string;
  readonly height?: number;
}

function views(spec: ChartSpec): View[] {
  return spec.vconcat as View[];
}

function names(spec: ChartSpec): (string | undefined)[] {
  return views(spec).map(({ name }) => name);
}

/** Where texts stand in a picture: the boxes of their anchors are enough to tell rows apart. */
function texts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text ?? "");
}

describe("sizes", () => {
  it("have names", async () => {
    for (const [size, width] of [
      ["notebook", 800],
      ["wide", 1_200],
      ["square", 800],
      ["print", 680],
      ["column", 340],
    ] as const) {
      const svg = await renderSvg(buildChart(worked, { size, title: "Size", subtitle: "named" }));
      assert.match(svg, new RegExp(` width="${String(width)}"`), size);
    }
  });

  it("keep the smallest text of a figure in print above eight points", async () => {
    for (const [size, millimetres] of [
      ["print", 170],
      ["column", 85],
    ] as const) {
      const svg = await renderSvg(buildChart(two, { size, annotate: [{ text: "here", at: start + day }] }));
      const [, width] = / width="(\d+)"/.exec(svg) ?? [];
      const pixels = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, length]) => Number(length));
      const points = (Math.min(...pixels) / Number(width)) * millimetres * (72 / 25.4);
      assert.ok(points >= 8, `${String(points)} points in ${size}`);
    }
  });

  it("hold names and values in full where the picture is narrow", async () => {
    const shown = texts(await renderSvg(buildChart(worked, { size: "column" })));
    assert.ok(
      shown.some((text) => text.startsWith("jobLiquidityCredits · ")),
      shown.join("|"),
    );
    assert.ok(shown.includes("LiquidityCreditsReward"));
    assert.ok(!shown.some((text) => text.endsWith("…")));
  });
});

describe("layouts", () => {
  it("stack a panel for each unit, each trace, or each group", () => {
    assert.deepEqual(names(buildChart(two)), ["panel0", "panel1", "events"]);
    assert.equal(names(buildChart(two, { layout: "panels" })).length, 5);
    const layout = [
      { traces: ["quote"] },
      { traces: ["totalJobCredits", "jobPeriodCredits"], title: "credits" },
    ];
    const spec = buildChart(two, { layout });
    assert.deepEqual(names(spec), ["panel0", "panel1", "events"]);
    assert.match(JSON.stringify(views(spec)[1]), /"title":"credits"/);
    assert.doesNotMatch(JSON.stringify(spec), /"text":"jobLiquidityCredits"/);
  });

  it("refuse two units on an axis, an empty panel, unknown names, and a choice made twice", () => {
    const refused: [ChartOptions, new (...parts: never[]) => Error][] = [
      [{ layout: [{ traces: ["quote", "totalJobCredits"] }] }, InvalidChartOptionError],
      [{ layout: [{ traces: [] }] }, InvalidChartOptionError],
      [{ layout: [{ traces: ["quotes"] }] }, UnknownTraceError],
      [{ layout: [{ traces: ["quote"] }], traces: ["quote"] }, InvalidChartOptionError],
      [{ layout: "rows" as "panels" }, InvalidChartOptionError],
      [{ layout: [{ traces: ["quote"], yDomain: [1, 0] }] }, InvalidChartOptionError],
    ];
    for (const [options, kind] of refused) assert.throws(() => buildChart(two, options), kind);
  });
});

describe("events", () => {
  it("are left out, or chosen, by request", () => {
    assert.ok(!JSON.stringify(buildChart(worked, { events: false })).includes('"text":"KeeperWork"'));
    assert.deepEqual(names(buildChart({ ...worked, periods: [] }, { events: false })), ["panel0"]);
    assert.deepEqual(buildChart(worked, { events: true }), buildChart(worked));
  });

  it("that no trace knows are an error that names the likeliest", () => {
    const traced = { ...worked, eventTraces: ["KeeperWork", "Unbonding"] };
    assert.doesNotThrow(() => buildChart(traced, { events: ["Unbonding"] }));
    assert.throws(() => buildChart(traced, { events: ["KeeperWorks"] }), UnknownMarkerError);
    assert.throws(() => buildChart(traced, { events: ["KeeperWorks"] }), {
      message: /"KeeperWorks"[^]*from "KeeperWork"/,
    });
    assert.throws(() => buildChart({ ...worked, events: [] }, { events: ["A"] }), {
      message: /no event at all/,
    });
  });

  it("that coincide are one marker with their number, whose tooltip lists them", () => {
    const same = Array.from({ length: 15 }, (_, at) => event("Same", start + day + at, { i: BigInt(at) }));
    const text = JSON.stringify(buildChart({ ...worked, events: same }));
    assert.match(text, /"n":"15","name":"Same ×15"/);
    assert.match(text, /"e11":"2021-09-19T19:29:29Z · i 11 · 0x/);
    assert.match(text, /"more":"3 more in the recording"/);
  });
});

describe("interpolation", () => {
  it("makes steps of all lines, or of those named", () => {
    const count = (options: ChartOptions): number =>
      JSON.stringify(buildChart(worked, options)).split('"interpolate":"step-after"').length - 1;
    assert.equal(count({}), 0);
    assert.equal(count({ interpolate: "step-after" }), 3);
    assert.equal(count({ interpolate: { jobLiquidityCredits: "step-after" } }), 1);
    assert.throws(() => buildChart(worked, { interpolate: { credits: "step-after" } }), UnknownTraceError);
    assert.throws(() => buildChart(worked, { interpolate: "curved" as "linear" }), InvalidChartOptionError);
  });
});

describe("annotations", () => {
  const annotate = [
    { text: "price falls", at: start + 2 * day },
    { text: "keepers stop", at: start + 2.1 * day },
    { text: "a week without work", from: start + 3 * day, to: start + 10 * day },
    { text: "enough for one work", value: 0.5 },
    { text: "highest", at: start + 4 * day, value: 1.9 },
    { text: "parity", value: 0.105, trace: "quote" },
  ];

  it("are written once each, in a lane above the plots or beside the lines", async () => {
    for (const size of ["notebook", "column"] as const) {
      const shown = texts(await renderSvg(buildChart(two, { annotate, size })));
      for (const { text } of annotate) {
        assert.equal(shown.filter((one) => one.startsWith(text)).length, 1, `${text} in ${size}`);
      }
    }
  });

  it("make room on the value axis of their panel", () => {
    const [panel] = views(buildChart(worked, { annotate: [{ text: "far", value: 40 }] })).slice(-2);
    assert.match(JSON.stringify(panel), /"domain":\[0,4[0-9.]+\]/);
  });

  it("raise no warning", async () => {
    assert.deepEqual(await compileStrictly(buildChart(two, { annotate, theme: "dark" })), []);
  });

  it("that nobody would see, or that mark nothing, are errors", () => {
    for (const annotation of [
      { text: "no place" },
      { text: "milliseconds", at: start * 1000 },
      { text: "backwards", from: start + day, to: start },
      { text: "not a number", value: Number.NaN },
      { text: "half a span", from: start },
    ]) {
      const options = { annotate: [annotation] } as ChartOptions;
      assert.throws(() => buildChart(worked, options), InvalidChartOptionError, annotation.text);
    }
    const elsewhere = { text: "elsewhere", value: 1, trace: "quotes" };
    assert.throws(() => buildChart(two, { annotate: [elsewhere] }), UnknownTraceError);
  });
});

describe("an option that there is not", () => {
  it("is refused by name, with the likeliest that there is", () => {
    const refused: readonly [object, RegExp][] = [
      [{ titel: "Work" }, /chart option "titel"\.\n.*mean title\?/],
      [{ size: { widht: 400 } }, /part of size "widht"\.\n.*mean width\?/],
      [{ layout: [{ trace: ["quote"], traces: ["quote"] }] }, /layout\[0\] "trace"\.\n.*mean traces\?/],
      [{ annotate: [{ text: "here", at: start, valeu: 1 }] }, /annotation "valeu"\.\n.*mean value\?/],
    ];
    for (const [options, message] of refused) {
      assert.throws(() => buildChart(worked, options), { code: "INVALID_CHART_OPTION", message });
    }
    const named = { name: "a", recording: worked };
    const unknown = { code: "INVALID_CHART_OPTION", message: /chart option "columns"/ };
    assert.throws(() => buildComparison(named, { ...named, name: "b" }, { columns: 2 } as object), unknown);
    assert.throws(() => buildSmallMultiples([{ title: "a", recording: worked }], { colums: 2 } as object), {
      code: "INVALID_CHART_OPTION",
      message: /"colums"\.\n.*mean columns\?/,
    });
  });

  it("is not the name that the chart's files have", () => {
    assert.deepEqual(buildChart(worked, { name: "worked" }), buildChart(worked));
  });
});

describe("a year of hours", () => {
  it("stays small: four lines and hundreds of events in a third of a megabyte", () => {
    const hours = Array.from({ length: 8_760 }, (_, hour) => start + hour * 3_600);
    const lines = [1, 2, 3, 4].map((slope) =>
      series(
        `credits ${String(slope)}`,
        hours.map((time, hour) => [time, BigInt((hour * slope * 7_919) % 1_000_003) * 10n ** 12n + 1n]),
      ),
    );
    const events = Array.from({ length: 365 }, (_, at) => event("KeeperWork", start + at * day));
    const spec = buildChart({ ...worked, series: lines, rows: [], events });
    const length = JSON.stringify(spec).length;
    assert.ok(length < 333_000, `${String(length)} characters`);
  });
});
