import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { formatUnits } from "ethers";
import type { Browser } from "playwright-core";
import { buildChart } from "../../src/chart/buildChart.ts";
import { buildComparison } from "../../src/chart/buildComparison.ts";
import { buildSmallMultiples } from "../../src/chart/buildSmallMultiples.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { parseNotebook } from "../../src/runner/parseNotebook.ts";
import { codeCellsOf } from "../../src/runner/notebookDocument.ts";
import { creditMining, series, units } from "../support/sampleRecordings.ts";
import { bundleJupyterlab, type ChartOutput, JupyterlabPage, type SceneItem } from "./jupyterlabPage.ts";
import { launchChromium } from "./launchChromium.ts";

const mimeType = "application/vnd.vegalite.v5+json";
const day = 86_400;
const worked = toTheLastWei(creditMining({ days: 6, workEvery: day }));
const cheaper = toTheLastWei(creditMining({ days: 6, workEvery: day, pay: 0.3 }));
const quote = series(
  "quote",
  worked.rows.map(({ time }, at) => [time, units(0.1 + at / 1e4)]),
  "WETH",
);
const withQuote: Recording = { ...worked, series: [...worked.series, quote] };

const kinds: Readonly<Record<string, ChartSpec>> = {
  "one chart": buildChart(worked),
  "a dark chart": buildChart(worked, { theme: "dark" }),
  panels: buildChart(withQuote, { layout: "panels" }),
  "a comparison": buildComparison({ name: "a", recording: worked }, { name: "b", recording: cheaper }),
  "small multiples": buildSmallMultiples([
    { title: "a", recording: worked },
    { title: "b", recording: cheaper },
  ]),
};

/** The same with 18 digits behind the point, more than a number holds. */
function toTheLastWei(recording: Recording): Recording {
  return {
    ...recording,
    series: recording.series.map((one) => ({
      ...one,
      values: one.values.map((value) => (typeof value === "bigint" ? value + 7n : value)),
    })),
  };
}

/** Whether a pixel may be of a thin line of that colour: such a line may cover three quarters of it. */
function isNear(pixel: string, color: string): boolean {
  const channels = (text: string): number[] =>
    [1, 3, 5].map((start) => Number.parseInt(text.slice(start, start + 2), 16));
  const wanted = channels(color);
  return channels(pixel).every((value, channel) => Math.abs(value - (wanted[channel] ?? 0)) <= 64);
}

/** The charts of the notebooks, as they are in the files. */
function shippedCharts(): [name: string, output: ChartOutput][] {
  return readdirSync("notebooks")
    .filter((file) => file.endsWith(".ipynb"))
    .flatMap((file) =>
      codeCellsOf(parseNotebook(readFileSync(`notebooks/${file}`, "utf8"), file)).flatMap(({ id, outputs }) =>
        outputs.flatMap((output): [string, ChartOutput][] =>
          output.output_type === "display_data" && mimeType in output.data
            ? [[`${id} of ${file}`, { data: output.data, metadata: output.metadata }]]
            : [],
        ),
      ),
    );
}

function middleOf({ x, y, width, height }: SceneItem): [x: number, y: number] {
  return [x + width / 2, y + height / 2];
}

/** What a tooltip shall show: everything that the chart has put into it. */
function expectedTooltip({ tooltip }: SceneItem): Map<string, string> {
  return new Map(
    Object.entries(tooltip as Record<string, unknown>).map(([name, value]) => [name, String(value)]),
  );
}

// JupyterLab's own renderer with the Vega and Vega-Lite that it ships; JupyterLab itself is a Python package. VS
// Code's renderer has the same libraries.
describe("a chart in JupyterLab", () => {
  let browser: Browser;
  let script: string;
  before(async () => {
    [browser, script] = await Promise.all([launchChromium(), bundleJupyterlab()]);
  });
  after(async () => {
    await browser.close();
  });

  /** Opens a chart, does something, and finds that nobody has complained. */
  async function withChart(
    chart: ChartOutput | ChartSpec,
    act: (lab: JupyterlabPage) => Promise<void>,
    theme: "light" | "dark" = "light",
  ): Promise<void> {
    const output =
      "metadata" in chart
        ? (chart as ChartOutput)
        : { data: { [mimeType]: chart, "image/png": "" }, metadata: {} };
    const lab = await JupyterlabPage.open(browser, script, output, theme);
    try {
      await act(lab);
      assert.deepEqual(lab.problems, []);
    } finally {
      await lab.close();
    }
  }

  it("is drawn, every one of the notebooks", async () => {
    const charts = shippedCharts();
    assert.ok(charts.length >= 10);
    for (const [name, output] of charts) {
      await withChart(output, async (lab) => {
        const scene = await lab.scene();
        const { title } = (output.metadata as { simulation: { title: string } }).simulation;
        assert.ok(
          scene.some(({ text }) => [text].flat().join(" ") === title),
          name,
        );
        const pixels = await lab.pixels();
        for (const { type, stroke } of scene) {
          if (type !== "line" || stroke === undefined) continue;
          assert.ok(
            [...pixels.keys()].some((color) => isNear(color, stroke)),
            `${stroke} in ${name}`,
          );
        }
      });
    }
  });

  it("keeps its own colours where JupyterLab is dark", async () => {
    for (const name of ["one chart", "a dark chart"]) {
      const chart = kinds[name];
      assert.ok(chart);
      const looks: unknown[] = [];
      for (const theme of ["light", "dark"] as const) {
        await withChart(
          chart,
          async (lab) => {
            looks.push([...(await lab.pixels())].sort());
          },
          theme,
        );
      }
      assert.deepEqual(looks[0], looks[1], name);
    }
  });

  for (const [kind, spec] of Object.entries(kinds)) {
    describe(kind, () => {
      it("tells the exact values and the time where a reader points", async () => {
        await withChart(spec, async (lab) => {
          const scene = await lab.scene();
          const samples = scene.filter(({ name }) => /^hover_.*_voronoi$/.test(name));
          const sample = samples[Math.floor(samples.length / 3)];
          assert.ok(sample);
          await lab.page.mouse.move(...middleOf(sample));
          const shown = await lab.tooltip();
          assert.deepEqual(shown, expectedTooltip(sample));
          const time = Date.parse(shown.get("time (UTC)") ?? "") / 1000;
          const at = worked.rows.findIndex((row) => row.time === time);
          assert.ok(at >= 0);
          const exact = [...worked.series, ...cheaper.series].map(({ values }) =>
            formatUnits(values[at] as bigint),
          );
          const values = [...shown].filter(([name]) => name.includes("KP3R")).map(([, value]) => value);
          // Few digits come first; where there are more, all of them follow in brackets.
          const digits = values.map((value) => /\((.*)\)$/.exec(value)?.[1] ?? value);
          assert.ok(
            digits.some((value) => exact.includes(value)),
            values.join(),
          );
        });
      });

      it("lets the wheel scroll the notebook, and zoom with a key held; a double click goes back", async () => {
        await withChart(spec, async (lab) => {
          const { page } = lab;
          const whole = await lab.timeAxis();
          const [from = 0, to = 0] = whole;
          const line = (await lab.scene()).find(({ type }) => type === "line");
          assert.ok(line);
          const [x, y] = middleOf(line);
          await page.mouse.move(x, y);
          for (const key of ["Alt", "Control"]) {
            await page.keyboard.down(key);
            await page.mouse.wheel(0, -300);
            await page.waitForFunction(`+view.scale("x").domain()[0] > ${from * 1000}`);
            await page.keyboard.up(key);
            assert.equal(await lab.scrolled(), 0);
            const [start = 0, end = 0] = await lab.timeAxis();
            assert.ok(start > from && end < to);
            await page.mouse.dblclick(x, y);
            await page.waitForFunction(`+view.scale("x").domain()[0] === ${from * 1000}`);
            assert.deepEqual(await lab.timeAxis(), whole);
          }
          await page.mouse.wheel(0, 120);
          await page.waitForFunction(`document.getElementById("notebook").scrollTop === 120`);
          assert.deepEqual(await lab.timeAxis(), whole);
        });
      });

      it("moves its time axis when a reader drags it", async () => {
        await withChart(spec, async (lab) => {
          const { mouse } = lab.page;
          const [from = 0, to = 0] = await lab.timeAxis();
          const line = (await lab.scene()).find(({ type }) => type === "line");
          assert.ok(line);
          const [x, y] = middleOf(line);
          await mouse.move(x, y);
          await mouse.down();
          await mouse.move(x - 40, y, { steps: 4 });
          await mouse.up();
          await lab.page.waitForFunction(`+view.scale("x").domain()[0] > ${from * 1000}`);
          const [start = 0, end = 0] = await lab.timeAxis();
          assert.ok(Math.abs(end - start - (to - from)) < 1);
        });
      });

      it("hides a line at a click on its name, and shows it at the next or at a double click", async () => {
        await withChart(spec, async (lab) => {
          const lines = async (): Promise<SceneItem[]> =>
            (await lab.scene()).filter(({ type, name }) => type === "line" && name !== "");
          const before = await lines();
          const name = (await lab.scene()).find((item) => item.name.startsWith("hover_name_"));
          assert.ok(name);
          const pixels = await lab.pixels();
          await lab.page.mouse.click(...middleOf(name));
          const changed = (await lines()).filter(({ opacity }) => opacity === 0);
          assert.ok(changed.length > 0 && changed.length < before.length);
          const hidden = new Set(changed.map(({ stroke = "" }) => stroke));
          // Where other lines end, a few pixels may be of any colour.
          const share = async (stroke: string): Promise<number> =>
            ((await lab.pixels()).get(stroke) ?? 0) / (pixels.get(stroke) ?? 0);
          for (const stroke of hidden) assert.ok((await share(stroke)) < 0.1, stroke);
          await lab.page.mouse.click(...middleOf(name));
          assert.deepEqual(await lines(), before);
          for (const stroke of hidden) assert.ok((await share(stroke)) > 0.9, stroke);
          await lab.page.mouse.click(...middleOf(name));
          assert.notDeepEqual(await lines(), before);
          await lab.page.mouse.dblclick(...middleOf(before[0] ?? name));
          assert.deepEqual(await lines(), before);
        });
      });
    });
  }

  it("tells the times and transactions of events that coincide", async () => {
    await withChart(buildChart(creditMining({ days: 90, workEvery: day / 12 })), async (lab) => {
      const several = (await lab.scene()).find(
        ({ name, type, tooltip }) =>
          name.startsWith("events_") && type === "symbol" && Object.keys(tooltip ?? {}).includes("2"),
      );
      assert.ok(several);
      await lab.page.mouse.move(...middleOf(several));
      const shown = await lab.tooltip();
      assert.deepEqual(shown, expectedTooltip(several));
      assert.match(shown.get("2") ?? "", /^2021-\d\d-\d\dT[\d:]{8}Z · .* · 0x[0-9a-f]{64}$/);
    });
  });

  it("tells an event's arguments and transaction", async () => {
    await withChart(buildChart(worked), async (lab) => {
      const event = (await lab.scene()).find(
        ({ type, tooltip }) => type === "symbol" && JSON.stringify(tooltip ?? "").includes("transaction"),
      );
      assert.ok(event);
      await lab.page.mouse.move(...middleOf(event));
      const shown = await lab.tooltip();
      assert.deepEqual(shown, expectedTooltip(event));
      const happened = worked.events.find(({ transaction }) => transaction === shown.get("transaction"));
      assert.ok(happened);
      for (const [name, value] of Object.entries(happened.args)) {
        assert.equal(shown.get(name), String(value as bigint | string));
      }
    });
  });
});
