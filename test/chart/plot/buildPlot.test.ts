import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildPlot } from "../../../src/chart/plot/buildPlot.ts";
import type { PlotMark, PlotOptions } from "../../../src/chart/plot/plotOptions.ts";
import { recordingColumns, recordingTable } from "../../../src/chart/recordingTable.ts";
import { renderSvg } from "../../../src/chart/render/renderSvg.ts";
import { withTheme } from "../../../src/chart/withTheme.ts";
import { creditMining, recording, series, start, units } from "../../support/sampleRecordings.ts";
import { assertFails } from "../../support/assertFails.ts";
import { compileStrictly } from "../compileStrictly.ts";

const hostile = 'a.b[0]["x"]\\ <b>${1}</b>';
const rows = Array.from({ length: 24 }, (_, at) => ({
  day: new Date(Date.UTC(2021, 8, 15 + (at % 8))),
  fee: [10, 20, 40][at % 3] ?? 0,
  wei: 10n ** BigInt(18 + (at % 3)),
  paid: at % 7 === 3 ? null : 1 + at / 10,
  keeper: ["alice", "bob"][at % 2] ?? "",
  [hostile]: `${hostile} ${at % 2}`,
}));
const plots: Readonly<Record<PlotMark, PlotOptions>> = {
  line: { mark: "line", x: "day", y: "paid", color: "keeper", yScale: "log" },
  area: { mark: "area", x: "day", y: "paid", color: "keeper", colors: { bob: "pale gray" } },
  bar: { mark: "bar", x: "keeper", color: hostile },
  dot: { mark: "dot", x: "wei", y: "paid", color: "fee", facet: hostile, xScale: "log" },
  cell: { mark: "cell", x: "fee", y: "keeper", color: "paid" },
  histogram: { mark: "histogram", x: "paid", color: "keeper", bins: 5 },
};

describe("buildPlot", () => {
  for (const [mark, options] of Object.entries(plots)) {
    it("gives names the colours that are asked for, and the others those that they have anyway", async () => {
      const scaleOf = (options: Partial<PlotOptions>): { domain: string[]; range: string[] } => {
        const spec = buildPlot(rows, { mark: "bar", x: "day", y: "paid", color: "keeper", ...options });
        return (spec as unknown as { encoding: { color: { scale: { domain: string[]; range: string[] } } } })
          .encoding.color.scale;
      };
      assert.deepEqual(scaleOf({ colors: { bob: "gray" } }), {
        domain: ["bob", "alice"],
        range: ["#6e7781", scaleOf({}).range[0]],
      });
      assert.deepEqual(
        scaleOf({ colors: { carol: "blue", bob: "gray" } }),
        scaleOf({ colors: { bob: "gray" } }),
      );
      const wrong = (colors: object) => () => scaleOf({ colors } as Partial<PlotOptions>);
      await assertFails(wrong({ carol: "gray" }), "INVALID_CHART_OPTION", '"carol"', '"alice", "bob"');
      await assertFails(wrong({ bob: "grey" }), "INVALID_CHART_OPTION", "grey");
    });

    it(`draws a ${mark} plot without a warning, in either theme, as wide as asked for`, async () => {
      const light = buildPlot(rows, options);
      assert.deepEqual(withTheme(light, "dark"), buildPlot(rows, { ...options, theme: "dark" }));
      const width = Number(/ width="(\d+)"/.exec(await renderSvg(light))?.[1]);
      if (options.facet === undefined) assert.equal(width, 800);
      else assert.ok(width > 680 && width <= 830, String(width));
      assert.deepEqual(await compileStrictly(light), []);
      assert.deepEqual(
        await compileStrictly(buildPlot(rows, { ...options, size: { width: 400, height: 400 } })),
        [],
      );
    });
  }

  it("is plain JSON, changes nothing, and describes columns by their range", () => {
    const before = structuredClone(rows);
    const spec = buildPlot(rows, { ...plots.bar, x: "paid", y: "keeper", color: "day", title: "Paid" });
    assert.deepEqual(JSON.parse(JSON.stringify(spec)), spec);
    assert.deepEqual(rows, before);
    assert.equal(
      spec.description,
      "Paid. Bars: paid from 1 to 3.3; keeper alice, bob; day from 2021-09-15T00:00:00Z to 2021-09-22T00:00:00Z",
    );
  });

  it("stacks names in the order in which they come, and gives each its own colour", () => {
    const spec = buildPlot(
      [
        { n: "z", v: 1 },
        { n: "a", v: 2 },
      ],
      { mark: "bar", x: "v", color: "n" },
    );
    const { values } = spec.data as { values: { c: string; o: number }[] };
    assert.deepEqual(
      values.map(({ c, o }) => [c, o]),
      [
        ["z", 0],
        ["a", 1],
      ],
    );
    const [, domain = "", range = ""] =
      /"scale":{"domain":(\[[^\]]*\]),"range":(\[[^\]]*\])/.exec(JSON.stringify(spec)) ?? [];
    assert.deepEqual(JSON.parse(domain), ["z", "a"]);
    assert.equal(new Set(JSON.parse(range) as string[]).size, 2);
  });

  it("refuses what it cannot draw, by name", () => {
    const refused: readonly [object, RegExp][] = [
      [{ mark: "pie", x: "fee" }, /Unknown mark "pie"/],
      [{ mark: "line", x: "fee" }, /A line plot lacks y/],
      [{ mark: "cell", x: "fee", y: "keeper" }, /A cell plot lacks color/],
      [{ mark: "dot", x: "fees", y: "paid" }, /column "fees", which x names\.\n.*mean fee\?/],
      [{ mark: "dot", x: "fee", y: "paid", colour: "keeper" }, /plot option "colour"\.\n.*mean color\?/],
      [{ mark: "histogram", x: "fee", bins: 1 }, /cannot have 1 bins/],
      [{ mark: "line", x: "keeper", y: "paid", xScale: "log" }, /"keeper" holds names/],
      [{ mark: "bar", x: "fee", size: { width: 1 } }, /size.width 1/],
    ];
    for (const [options, message] of refused) {
      assert.throws(() => buildPlot(rows, options as PlotOptions), { code: "INVALID_CHART_OPTION", message });
    }
    assert.throws(() => buildPlot([], { mark: "dot", x: "a", y: "b" }), /no rows to draw/);
    const low = [{ a: 0, b: 1 }];
    assert.throws(() => buildPlot(low, { mark: "dot", x: "a", y: "b", xScale: "log" }), /"a" holds 0/);
  });
});

describe("a recording as a table", () => {
  const data = recording({
    series: [
      series("b", [
        [start, units(1.5)],
        [start + 9, null],
      ]),
      series(
        "a",
        [
          [start, 2.5],
          [start + 9, Number.NaN],
        ],
        "",
      ),
    ],
  });

  it("is a row for each sample of each series: date, scaled number, what was recorded", () => {
    const at = new Date(start * 1000);
    const block = Math.floor(start / 13);
    const table = recordingTable(data);
    assert.deepEqual(table.slice(0, 2), [
      { time: at, block, trace: "b", value: 1.5, unit: "KP3R", raw: units(1.5) },
      { time: at, block, trace: "a", value: 2.5, unit: "", raw: 2.5 },
    ]);
    assert.deepEqual(
      table.slice(2).map(({ value }) => value),
      [null, null],
    );
  });

  it("is a row for each sample with series side by side", () => {
    const [first] = recordingColumns(data);
    const time = new Date(start * 1000);
    assert.deepEqual(first, {
      b: 1.5,
      "b (raw)": units(1.5),
      a: 2.5,
      "a (raw)": 2.5,
      time,
      block: Math.floor(start / 13),
    });
    assert.equal(recordingColumns(data).length, 2);
  });

  it("can be drawn", async () => {
    const spec = buildPlot(recordingTable(creditMining({ days: 3 })), {
      mark: "line",
      x: "time",
      y: "value",
      color: "trace",
    });
    assert.match(await renderSvg(spec), />20 Sep</);
    assert.deepEqual(await compileStrictly(spec), []);
  });
});
