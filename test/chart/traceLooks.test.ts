import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildChart } from "../../src/chart/buildChart.ts";
import { buildComparison } from "../../src/chart/buildComparison.ts";
import type { ChartOptions } from "../../src/chart/chartOptions.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import { renderSvg } from "../../src/chart/render/renderSvg.ts";
import { withTheme } from "../../src/chart/withTheme.ts";
import { recording, rewardPeriod, series, start, units } from "../support/sampleRecordings.ts";
import { compileStrictly } from "./compileStrictly.ts";

const day = 86_400;
const midnight = Date.UTC(2021, 8, 15) / 1000;

/** Three series, a value a day each. */
const data = recording({
  series: [
    made("ready", [1, 2, 3, 1]),
    made("accrued", [2, null, 1, 4]),
    made("required", [0, 5, 50, 500]),
    made("price", [1, 2, 3, 4], "WETH"),
  ],
  periods: [rewardPeriod],
});

function made(name: string, values: readonly (number | null)[], unit = "KP3R", from = midnight) {
  return series(
    name,
    values.map((value, at) => [from + at * day, value === null ? null : units(value)]),
    unit,
  );
}

/** The inline table of a spec that has a column. */
function column(spec: ChartSpec, key: string): string[] | undefined {
  for (const [, csv = ""] of JSON.stringify(spec).matchAll(/"values":"(t,[^"]*)"/g)) {
    const [head = "", ...rows] = csv.split("\\n");
    const place = head.split(",").indexOf(key);
    if (place > 0) return rows.map((row) => row.split(",")[place] ?? "");
  }
  return undefined;
}

/** Paths of a picture that are filled and not stroked as lines are. */
function areas(svg: string): string[] {
  return [...svg.matchAll(/mark-area[^>]*><path[^>]* d="([^"]*)"/g)].map(([, path]) => path ?? "");
}

describe("how a trace is drawn", () => {
  it("stacks parts of a whole, and keeps each part's own exact values for who points at it", () => {
    const spec = buildChart(data, { traces: { ready: { as: "stack" }, accrued: { as: "stack" } } });
    assert.deepEqual(column(spec, "ns0"), ["1", "2", "3", "1"]);
    assert.deepEqual(column(spec, "bs1"), ["1", "", "3", "1"]);
    assert.deepEqual(column(spec, "ns1"), ["3", "", "4", "5"]);
    assert.deepEqual(column(spec, "s1"), ["2", "", "1", "4"]);
    assert.match(JSON.stringify(spec), /"domain":\[0,5\.2\]/);
    assert.match(JSON.stringify(spec), /"4 KP3R"/);
  });

  it("fills the space between two series of a band, and names both ends", async () => {
    const spec = buildChart(data, { traces: { ready: { as: "band", to: "accrued", label: "between" } } });
    assert.deepEqual(
      [column(spec, "ns0"), column(spec, "bs0")],
      [
        ["1", "", "3", "1"],
        ["2", "", "1", "4"],
      ],
    );
    const svg = await renderSvg(spec);
    assert.equal(areas(svg).length, 1);
    assert.match(svg, />between</);
    assert.match(svg, />1 – 4 KP3R</);
    assert.match(JSON.stringify(spec), /"title":"between, accrued \(KP3R\)"/);
  });

  it("reaches down to zero with an area, and draws a threshold thin and dotted", async () => {
    const traces = {
      accrued: { as: "area" },
      required: { as: "threshold", label: "required payment" },
    } as const;
    const svg = await renderSvg(buildChart(data, { traces, yDomain: [-1, 5] }));
    assert.equal(areas(svg).length, 1);
    assert.match(svg, /stroke="#1f2328" stroke-width="1" stroke-dasharray="1,3"/);
    assert.match(svg, />required payment</);
  });

  it("leaves out of a log axis what lies at zero or below", async () => {
    const spec = buildChart(data, { traces: ["required"], yScale: "log" });
    assert.match(JSON.stringify(spec), /"type":"log","domain":\[2,1000\]/);
    assert.deepEqual(column(spec, "s2"), ["", "5", "50", "500"]);
    const line = /mark-line[^>]*><path d="M([^"]*)"/.exec(await renderSvg(spec))?.[1] ?? "";
    const heights = line.split("L").map((point) => Number(point.split(",")[1]));
    assert.equal(heights.length, 3);
    const [first = 0, second = 0, third = 0] = heights;
    assert.ok(Math.abs(first - second - (second - third)) < 0.01, "a decade is as high as the next");
  });

  it("has the colour of its name in every chart, and the one that it is given", () => {
    const colorIn = (parts: typeof data.series, options: ChartOptions = {}): string | undefined =>
      /"stroke":"(#\w+)"[^}]*}[^}]*"field":"t"[^]*?"field":"n(?:s\d)"/.exec(
        JSON.stringify(
          buildChart(recording({ series: parts }), { traces: ["ready"], events: false, ...options }),
        ),
      )?.[1];
    const [ready, accrued, required, price] = data.series;
    assert.ok(ready && accrued && required && price);
    assert.equal(colorIn([ready]), colorIn([price, ready]));
    assert.equal(colorIn([ready, accrued]), colorIn([accrued, ready]));
    assert.notEqual(colorIn([ready], { traces: { ready: { color: "violet" } } }), colorIn([ready]));
    assert.equal(colorIn([ready], { traces: { ready: { color: "violet" } } }), "#8250df");
  });

  it("is refused where it cannot be drawn, by name", () => {
    const refused: readonly [ChartOptions, RegExp][] = [
      [{ traces: { ready: { as: "band" } } }, /"ready"\] is a band without its other edge/],
      [{ traces: { ready: { to: "accrued" } } }, /"ready"\] has an other edge/],
      [{ traces: { ready: { as: "bands" as "band" } } }, /Unknown traces\["ready"\]\.as "bands"/],
      [{ traces: { ready: { color: "pink" as "blue" } } }, /color "pink"/],
      [{ traces: { ready: { lable: "x" } as object } }, /"lable"\.\n.*mean label/],
      [{ traces: { ready: { as: "band", to: "price" } } }, /"ready" in KP3R to "price" in WETH/],
      [{ traces: { ready: { as: "area" } }, yScale: "log" }, /"ready" cannot be drawn as area on a log axis/],
      [{ traces: ["ready"], yScale: "log", yDomain: [0, 5] }, /log axis cannot show yDomain \[0, 5\]/],
      [{ periods: "tints" as "tint" }, /Unknown periods "tints"/],
    ];
    for (const [options, message] of refused) {
      assert.throws(() => buildChart(data, options), { code: "INVALID_CHART_OPTION", message });
    }
    const zeros = recording({ series: [made("none", [0, 0])] });
    assert.throws(() => buildChart(zeros, { yScale: "log" }), /all 0 or less/);
    const apart = recording({ series: [made("a", [1, 2]), made("b", [1, 2], "KP3R", start)] });
    assert.throws(() => buildChart(apart, { traces: { a: { as: "stack" }, b: { as: "stack" } } }), {
      code: "INVALID_CHART_OPTION",
      message: /"b" cannot be stacked on "a": they were not sampled at the same times/,
    });
    assert.throws(() => buildChart(data, { traces: { ready: { as: "band", to: "nothing" } } }), {
      code: "UNKNOWN_TRACE",
    });
  });

  it("raises no warning, and changes its theme as a whole", async () => {
    const options: ChartOptions = {
      traces: {
        ready: { as: "stack" },
        accrued: { as: "stack", color: "pale green" },
        required: { as: "threshold" },
        price: { as: "area", interpolate: "step-after" },
      },
      periods: "tint",
    };
    const light = buildChart(data, options);
    assert.deepEqual(withTheme(light, "dark"), buildChart(data, { ...options, theme: "dark" }));
    assert.deepEqual(await compileStrictly(light), []);
    const log = buildChart(data, { traces: ["required"], yScale: "log" });
    assert.deepEqual(await compileStrictly(log), []);
  });
});

describe("periods", () => {
  const long = recording({
    series: [
      made(
        "ready",
        Array.from({ length: 22 }, (_, at) => at),
      ),
    ],
    periods: [rewardPeriod],
  });

  it("are tinted by turns and numbered on request, instead of rules", async () => {
    const svg = await renderSvg(buildChart(long, { periods: "tint" }));
    assert.equal(areas(svg).length, 4, "two of them, in the plot and in the band");
    for (const number of ["1", "2", "3", "4"])
      assert.match(svg, new RegExp(`font-size="12px"[^>]*>${number}<`));
    assert.doesNotMatch(svg, /stroke-dasharray="3,3"/);
  });

  it("are left out on request", async () => {
    const svg = await renderSvg(buildChart(long, { periods: "none" }));
    assert.doesNotMatch(svg, /reward period|stroke-dasharray="3,3"/);
  });
});

describe("a comparison with its difference filled", () => {
  it("tints what lies between the lines, whatever the samples of each", async () => {
    const [one, other] = [
      recording({ series: [made("ready", [1, 1, 1])] }),
      recording({
        series: [
          series("ready", [
            [midnight + day / 2, units(2)],
            [midnight + 1.5 * day, units(3)],
          ]),
        ],
      }),
    ];
    const spec = buildComparison(
      { name: "a", recording: one },
      { name: "b", recording: other },
      { difference: "fill" },
    );
    assert.deepEqual(column(spec, "nfs0"), ["", "1", "1", "1", ""]);
    assert.deepEqual(column(spec, "bfs0"), ["", "2", "2.5", "3", ""]);
    assert.equal(areas(await renderSvg(spec)).length, 1);
    assert.deepEqual(await compileStrictly(spec), []);
  });

  it("refuses another way of showing it", () => {
    const named = { name: "a", recording: data };
    const options = { difference: "filled" as "fill" };
    assert.throws(
      () => buildComparison(named, { ...named, name: "b" }, options),
      /Unknown difference "filled"/,
    );
  });
});
