import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { ChartSpec } from "../../../src/chart/chartSpec.ts";
import { exportChart } from "../../../src/chart/export/exportChart.ts";
import { renderSvg } from "../../../src/chart/render/renderSvg.ts";
import { withTheme } from "../../../src/chart/withTheme.ts";
import { buildDistribution } from "../../../src/ensemble/charts/buildDistribution.ts";
import { buildFan } from "../../../src/ensemble/charts/buildFan.ts";
import { buildHeatMap } from "../../../src/ensemble/charts/buildHeatMap.ts";
import { buildHistogram } from "../../../src/ensemble/charts/buildHistogram.ts";
import { buildInterval } from "../../../src/ensemble/charts/buildInterval.ts";
import { buildScatter } from "../../../src/ensemble/charts/buildScatter.ts";
import { buildTornado } from "../../../src/ensemble/charts/buildTornado.ts";
import { fanPlaces, runLines } from "../../../src/ensemble/charts/fanRows.ts";
import { plotColumn } from "../../../src/chart/plot/plotColumn.ts";
import { compileStrictly } from "../../chart/compileStrictly.ts";
import { charts } from "./referencePictures.ts";

/** Texts of a picture, without their styles. */
async function textsOf(spec: ChartSpec): Promise<string> {
  return [...(await renderSvg(spec)).matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text).join("|");
}

describe("charts of many runs", () => {
  for (const [name, build] of Object.entries(charts)) {
    it(`draws a ${name} without a warning, in either theme, as wide as asked for`, async () => {
      const spec = build();
      assert.deepEqual(JSON.parse(JSON.stringify(spec)), spec);
      assert.deepEqual(withTheme(spec, "dark"), build({ theme: "dark" }));
      for (const [size, width] of [
        ["notebook", 800],
        ["print", 680],
        ["column", 340],
        [{ width: 900, height: 500 }, 900],
      ] as const) {
        const sized = build({ size });
        assert.deepEqual(await compileStrictly(sized), []);
        const svg = await renderSvg(sized);
        const drawn = Number(/ width="(\d+)"/.exec(svg)?.[1]);
        assert.ok(Math.abs(drawn - width) <= 12, `${JSON.stringify(size)}: ${drawn}`);
        const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
        if (typeof size === "object") assert.ok(Math.abs(height - size.height) <= 40, String(height));
      }
      assert.throws(() => build({ titel: "x" } as object), {
        code: "INVALID_CHART_OPTION",
        message: /mean title\?/,
      });
    });
  }

  it("are exported in every format", async () => {
    const folder = await mkdtemp(join(tmpdir(), "charts-"));
    try {
      const paths = await exportChart({
        name: "heat",
        spec: charts.heat(),
        formats: ["svg", "png", "html", "vega-lite"],
        folder,
      });
      for (const format of ["svg", "png", "html", "vl.json"])
        assert.ok(
          paths.some((path) => path.endsWith(`.${format}`)),
          `${format}: ${paths.join()}`,
        );
      assert.match(await readFile(join(folder, "heat.html"), "utf8"), /Twice the base fee/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("say what is behind them: runs, and those without a value", async () => {
    assert.match(await textsOf(charts.fan()), /\|60 runs/);
    assert.match(await textsOf(charts.histogram()), /270 runs; 30 more without a value/);
    assert.match(await textsOf(charts.distribution()), /300 runs; shaded: the 95% interval/);
    assert.match(await textsOf(charts.interval()), /200 runs each; shaded/);
    assert.match(
      await textsOf(charts.tornado()),
      /1600 runs at the ends; ρ: rank correlation over 1800 runs/,
    );
  });

  it("write values where they are read: in cells, at the ends of bars, beside rules", async () => {
    const heat = await textsOf(charts.heat());
    for (const text of ["100%", "88%", "43%", "0%", "KP3R in the liquidity"]) assert.ok(heat.includes(text));
    const tornado = await textsOf(charts.tornado());
    for (const text of ["base fee, gwei", "ρ −0.61", "80", "0.5"]) assert.ok(tornado.includes(text), text);
    assert.match(await textsOf(charts.histogram()), /\|median [\d.]+\|/);
    assert.match(await textsOf(charts.distribution()), /\|\d+ at 5%\|/);
    assert.match(await textsOf(charts.scatter()), /\|5 KP3R\|/);
  });
});

describe("buildFan", () => {
  const rows = [
    [0, 1, 2],
    [0, 4, 8],
    [0, 7],
  ].flatMap((values, run) => values.map((y, x) => ({ run, x, y })));

  it("takes quantiles over the runs that reach a place, each run straight between its own values", () => {
    const late = [...rows, { run: 3, x: 0, y: 0 }, { run: 3, x: 2, y: 6 }];
    const columns = (["x", "y", "run"] as const).map((name) => plotColumn(late, name, name));
    const [x, y, run] = columns;
    assert.ok(x && y && run);
    const places = fanPlaces(runLines(x, y, run), [0, 0.5, 1]);
    assert.deepEqual(places, [
      { x: 0, count: 4, quantiles: [0, 0, 0] },
      { x: 1, count: 4, quantiles: [1, 3.5, 7] },
      { x: 2, count: 3, quantiles: [2, 6, 8] },
    ]);
  });

  it("describes the end, and refuses what it cannot draw", () => {
    assert.equal(
      buildFan(rows, { x: "x", y: "y", bands: [0.5] }).description,
      "y of many runs. At the end the median of y is 5, and 50% of the runs lie between 3.5 and 6.5.",
    );
    const refused: [object, RegExp][] = [
      [{ x: "x", y: "z" }, /column "z", which y names/],
      [{ x: "x", y: "y", bands: [0.5, 0.9] }, /bands \[0.5,0.9\]/],
      [{ x: "x", y: "y", singles: -1 }, /-1 single runs/],
      [{ x: "name", y: "y" }, /x "name", which holds no numbers/],
    ];
    const named = rows.map((row) => ({ ...row, name: `n${row.x}` }));
    for (const [options, message] of refused)
      assert.throws(() => buildFan(named, options as { x: string; y: string }), {
        code: "INVALID_CHART_OPTION",
        message,
      });
    assert.throws(() => buildFan([], { x: "x", y: "y" }), /no rows/);
  });
});

describe("the other charts", () => {
  const rows = [
    { a: 1, b: 2, n: "x" },
    { a: 1, b: 2, n: "y" },
  ];

  it("refuse what they cannot draw, by name", () => {
    const refused: [() => unknown, RegExp][] = [
      [() => buildHeatMap(rows, { x: "a", y: "b", value: "n" }), /"n" holds names/],
      [() => buildHeatMap(rows, { x: "a", y: "b", value: "a" }), /Two rows share the cell of a 1 and b 2/],
      [() => buildHeatMap(rows, { x: "a", y: "n", value: "b", good: "up" as "low" }), /Unknown good "up"/],
      [() => buildDistribution(rows, { x: "n" }), /"n" holds names/],
      [() => buildDistribution(rows, { x: "a", at: 5 }), /read at the share 5/],
      [() => buildHistogram(rows, { x: "n" }), /"n" holds no numbers/],
      [() => buildHistogram(rows, { x: "a", bins: 1 }), /1 bins/],
      [() => buildHistogram(rows, { x: "a", rules: [50] }), /share 50/],
      [() => buildScatter(rows, { x: "a", y: "n" }), /"n" holds names/],
      [() => buildInterval([{ a: 0, b: 1 }], { x: "a", y: "b", low: "b", high: "b", xScale: "log" }), /log/],
      [() => buildTornado([]), /no rows/],
    ];
    for (const [build, message] of refused) assert.throws(build, { code: "INVALID_CHART_OPTION", message });
  });

  it("draw one run, and runs that are all alike", async () => {
    const alike = [
      { x: 5, y: 1 },
      { x: 5, y: 1 },
    ];
    for (const some of [alike.slice(0, 1), alike]) {
      const specs = [
        buildHistogram(some, { x: "x" }),
        buildDistribution(some, { x: "x", at: 0.5 }),
        buildScatter(some, { x: "x", y: "y", label: "y", frontier: { x: "low", y: "high" } }),
        buildFan(
          some.map((row, run) => ({ ...row, run })),
          { x: "x", y: "y" },
        ),
        buildHeatMap(some.slice(0, 1), { x: "x", y: "y", value: "x" }),
        buildInterval(some.slice(0, 1), { x: "x", y: "y", low: "y", high: "y" }),
      ];
      for (const spec of specs) assert.doesNotMatch(await renderSvg(spec), /NaN|Infinity/);
    }
  });

  it("keep to the frontier what no other point beats", () => {
    const points = [
      { x: 1, y: 9 },
      { x: 2, y: 4 },
      { x: 3, y: 6 },
      { x: 4, y: 4 },
      { x: 9, y: 1 },
    ];
    const spec = buildScatter(points, { x: "x", y: "y", frontier: { x: "low", y: "low" } });
    assert.match(spec.description, /5 runs, 3 of them on the frontier/);
  });
});
