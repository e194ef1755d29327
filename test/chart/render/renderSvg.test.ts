import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import * as vega from "vega";
import { buildChart } from "../../../src/chart/buildChart.ts";
import type { ChartSpec } from "../../../src/chart/chartSpec.ts";
import { ChartRenderError } from "../../../src/chart/errors.ts";
import { renderSvg } from "../../../src/chart/render/renderSvg.ts";
import { creditMining, event, recording, series, start, units } from "../../support/sampleRecordings.ts";

const day = 86_400;
const worked = creditMining({ days: 15, workEvery: 1.5 * day });
const spec = buildChart(worked, { title: "Balanced work" });

/** What readers see as text, in document order. */
function texts(svg: string): string[] {
  return [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text]) => text ?? "");
}

/** Points of the first line that is drawn in `color`. */
function points(svg: string, color: string): [number, number][] {
  const path = new RegExp(`<path[^>]* d="([^"]+)"[^>]* stroke="${color}"`).exec(svg)?.[1] ?? "";
  return path
    .slice(1)
    .split(/[LM]/)
    .map((point) => point.split(",").map(Number) as [number, number]);
}

describe("renderSvg", () => {
  it("draws a drop at a transaction as a drop: down, not aslant", async () => {
    const data = creditMining({ from: Date.UTC(2021, 8, 15) / 1000, days: 4, workEvery: day, pay: 0.3 });
    const line = points(await renderSvg(buildChart(data)), "#0a5fd0");
    const drops = line.filter((point, index) => {
      const before = line[index - 1];
      return before !== undefined && point[1] - before[1] > 20;
    });
    assert.equal(drops.length, 4);
    for (const drop of drops) {
      const before = line[line.indexOf(drop) - 1];
      assert.ok(drop[0] - (before?.[0] ?? 0) < 0.1, `from ${String(before)} to ${String(drop)}`);
    }
  });

  it("writes titles, units, dates and names as text", async () => {
    const shown = texts(await renderSvg(spec));
    for (const text of [
      "Balanced work",
      "KP3R",
      "1.5",
      "20 Sep",
      "2021",
      "UTC",
      "totalJobCredits",
      "KeeperWork",
    ]) {
      assert.ok(shown.includes(text), `${text} among ${shown.join("|")}`);
    }
  });

  it("sets markers of one event on one line, and those of another on a line of its own", async () => {
    const events = ["A", "B"].flatMap((name) => [1, 2].map((at) => event(name, start + at * day)));
    const svg = await renderSvg(buildChart({ ...worked, events }));
    const band = svg.slice(svg.indexOf("events_group"));
    const places = [...band.matchAll(/<path transform="translate\(([\d.]+),([\d.]+)\)"/g)];
    const columns = new Map<string, Set<string>>();
    for (const [, x = "", y = ""] of places) {
      columns.set(x, (columns.get(x) ?? new Set()).add(y));
    }
    const rows = [...columns.values()].map((ys) => [...ys].join());
    assert.deepEqual(rows, Array<string>(3).fill("12,36"), "two days and the legend, two rows each");
  });

  it("gives the same bytes in one process, one after the other and at once", async () => {
    const first = await renderSvg(spec);
    const again = await Promise.all([renderSvg(spec), renderSvg(spec)]);
    assert.deepEqual(again, [first, first]);
  });

  it("gives the same bytes wherever and in whatever language it runs", async () => {
    const script = `
      import { renderSvg } from ${JSON.stringify(import.meta.resolve("../../../src/chart/render/renderSvg.ts"))};
      let input = "";
      for await (const part of process.stdin) input += part;
      process.stdout.write(await renderSvg(JSON.parse(input)));`;
    const elsewhere = { ...process.env, TZ: "Asia/Kolkata", LANG: "hi_IN.UTF-8", LC_ALL: "hi_IN.UTF-8" };
    const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
      env: elsewhere,
      maxBuffer: 1e8,
    });
    run.child.stdin?.end(JSON.stringify(spec));
    assert.equal((await run).stdout, await renderSvg(spec));
  });

  it("is as wide as was asked for, and about as high", async () => {
    for (const size of [
      { width: 800, height: 480 },
      { width: 500, height: 700 },
    ]) {
      const svg = await renderSvg(buildChart(worked, { title: "Size", subtitle: "in pixels", size }));
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
      assert.equal(Number(width), size.width);
      assert.ok(Math.abs(Number(height) - size.height) <= 8, `${String(height)} for ${String(size.height)}`);
    }
  });

  it("measures names by the font they are set in: a long one is shortened to its room", async () => {
    const names = ["i".repeat(60), "W".repeat(60)];
    const points = [
      [start, units(1)],
      [start + day, units(2)],
    ] as const;
    const shown = texts(
      await renderSvg(buildChart(recording({ series: names.map((name) => series(name, points)) }))),
    );
    const [narrow = "", wide = ""] = names.map(
      (name) => shown.find((text) => text.startsWith(name.slice(0, 5)) && text.endsWith("…")) ?? name,
    );
    assert.equal(narrow.length, 60);
    assert.ok(wide.length > 10 && wide.length < 22, wide);
  });

  it("leaves Vega as it was to others in the process", async () => {
    const { textMetrics } = vega as unknown as { textMetrics: { width: unknown } };
    const before = textMetrics.width;
    const rendering = renderSvg(spec);
    assert.equal(textMetrics.width, before);
    await rendering;
    assert.equal(textMetrics.width, before);
    await assert.rejects(renderSvg({ ...spec, vconcat: [{ mark: "nonsense" }] }));
    assert.equal(textMetrics.width, before);
  });

  it("leaves out what only a pointer could reach", async () => {
    const svg = await renderSvg(spec);
    assert.ok(!svg.includes("hover_"));
    assert.ok(!svg.includes('aria-label="t:'));
    assert.ok(svg.length < 40_000, `${String(svg.length)} characters`);
  });

  it("names clip paths after the picture, so that two can stand in one page", async () => {
    const ids = (svg: string): string[] => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? "");
    const one = ids(await renderSvg(spec));
    const other = new Set(ids(await renderSvg(buildChart(worked, { title: "Another" }))));
    assert.ok(one.length > 0 && one.every((id) => !other.has(id)));
  });

  it("shows hostile names as they are, and runs nothing of them", async () => {
    const name = "<script>alert(\"1\")</script> & '2'";
    const points = [
      [start, units(1)],
      [start + day, units(2)],
    ] as const;
    const data = recording({ series: [series(name, points)], events: [event(name, start + 9)] });
    const svg = await renderSvg(buildChart(data, { title: name }));
    assert.ok(!svg.includes("<script"));
    assert.ok(svg.includes("&lt;script&gt;"));
  });

  it("says of a spec without a description, or without anything to draw, what it lacks", async () => {
    const own = { $schema: spec.$schema, mark: "point", data: { values: [{}] } };
    const lacking: readonly [unknown, RegExp][] = [
      [own, /^Could not compile[^\n]* lacks a description[^\n]*\.\n[^\n]*themedSpec/],
      [{ ...own, description: " " }, /lacks a description/],
      [{ description: "Nothing." }, /lacks something to draw/],
      [{}, /lacks a description .* and something to draw/],
      [null, /it is null/],
      ["spec", /it is a string/],
      [[own], /it is a list/],
    ];
    for (const [value, message] of lacking) {
      await assert.rejects(renderSvg(value as ChartSpec), { code: "CHART_RENDER", message });
    }
  });

  it("says what failed, in an error of its own", async () => {
    const broken = (part: object): ChartSpec => ({ ...spec, ...part });
    await assert.rejects(renderSvg(broken({ vconcat: [{ mark: "nonsense" }] })), ChartRenderError);
    await assert.rejects(renderSvg(broken({ vconcat: undefined })), {
      code: "CHART_RENDER",
      message: /compile/,
    });
    const y = { field: "a", type: "quantitative", scale: { type: "band" } };
    const warns = { data: { values: [{ a: 1 }] }, mark: "point", encoding: { y } };
    await assert.rejects(renderSvg(broken({ vconcat: [warns] })), {
      code: "CHART_RENDER",
      message: /"band" scale/,
    });
  });
});
