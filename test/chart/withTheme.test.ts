import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildChart } from "../../src/chart/buildChart.ts";
import type { ChartOptions } from "../../src/chart/chartOptions.ts";
import { withTheme } from "../../src/chart/withTheme.ts";
import { creditMining, recording, series, start, units } from "../support/sampleRecordings.ts";

const day = 86_400;
const worked = creditMining({ days: 15, workEvery: day / 2, pay: 0.9 });
const many = recording({
  series: Array.from({ length: 10 }, (_, index) =>
    series(`line ${index}`, [
      [start, units(index)],
      [start + day, units(-index)],
    ]),
  ),
});

describe("withTheme", () => {
  const charts: Readonly<Record<string, [typeof worked, ChartOptions]>> = {
    "events, failures and periods": [worked, { title: "Worked" }],
    "more lines than colours": [many, {}],
    "a reference": [worked, { reference: { name: "before", recording: creditMining({ days: 15 }) } }],
  };
  for (const [what, [data, options]] of Object.entries(charts)) {
    it(`makes of a chart what it would have been in that theme: ${what}`, () => {
      const [light, dark] = (["light", "dark"] as const).map((theme) =>
        buildChart(data, { ...options, theme }),
      );
      assert.ok(light && dark);
      assert.deepEqual(withTheme(light, "dark"), dark);
      assert.deepEqual(withTheme(dark, "light"), light);
      assert.deepEqual(withTheme(dark, "dark"), dark);
    });
  }

  it("leaves names, data and colours of others alone", () => {
    const chart = buildChart(worked, { title: "#ffffff" });
    const edited = { ...chart, config: { ...(chart.config as object), title: { color: "#bada55" } } };
    const dark = withTheme(edited, "dark");
    assert.deepEqual(dark.title, chart.title);
    assert.deepEqual((dark.config as { title: unknown }).title, { color: "#bada55" });
    const foreign = { ...chart, config: { background: "#bada55" } };
    assert.deepEqual(withTheme(foreign, "dark"), foreign);
  });
});
