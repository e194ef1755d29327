import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { buildChart } from "../../src/chart/buildChart.ts";
import { buildComparison } from "../../src/chart/buildComparison.ts";
import { buildSmallMultiples } from "../../src/chart/buildSmallMultiples.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import { renderSvg } from "../../src/chart/render/renderSvg.ts";
import { creditMining, event, recording, series, start, units } from "../support/sampleRecordings.ts";

const day = 86_400;
const worked = creditMining({ days: 6, every: day / 2, workEvery: 1.5 * day });
const cheaper = creditMining({ days: 6, every: day / 2, workEvery: 1.5 * day, pay: 0.3 });
const dry = creditMining({ days: 6, every: day / 2, workEvery: day / 2, pay: 0.9 });
const tick = series("tick", worked.rows.map(({ time }, at) => [time, BigInt(-22_000 - at * 40) * 10n ** 18n]), ""); // prettier-ignore

/** What a contract may call itself: a tag, quotes, a switch of the writing direction, and no end. */
const hostile = `</script><b onload="alert(1)">'"\\ \u202egnp.trahc ${"long".repeat(50)}`;

const pictures: Readonly<Record<string, ChartSpec>> = {
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
    ],
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
      series: [series("credits", [[start, units(1)], [start + day, units(2)]])], // prettier-ignore
      events: Array.from({ length: 20 }, (_, at) => event("KeeperWork", start + at * at * 60)),
    }),
    { title: "Crowded" },
  ),
  hostile: buildChart(
    recording({
      series: [series(hostile, [[start, units(1)], [start + day, units(2)]], hostile)], // prettier-ignore
      events: [event(hostile, start + 9, { [hostile]: hostile })],
    }),
    { title: hostile, subtitle: hostile, annotate: [{ text: hostile, at: start + 90 }] },
  ),
};

/**
 * Compares with a stored file. After a change that is meant, write them all anew and look at every one:
 * `TZ=UTC node --test --test-update-snapshots test/chart/pictures.test.ts`
 */
function compare(test: TestContext, text: string, file: string): void {
  test.assert.fileSnapshot(text, join(import.meta.dirname, "pictures", file), {
    serializers: [(value: string) => value],
  });
}

/** A picture with a line for each of its shapes, and without what follows from all of it. */
function normalise(svg: string): string {
  return svg.replace(/chart-[0-9a-f]{8}-/g, "chart-").replaceAll("><", ">\n<");
}

describe("the reference pictures", () => {
  for (const [name, spec] of Object.entries(pictures)) {
    it(`have the spec of ${name}`, (test) => {
      compare(test, `${JSON.stringify(spec, null, 1)}\n`, `${name}.vl.json`);
    });

    it(`have the picture of ${name}`, async (test) => {
      compare(test, `${normalise(await renderSvg(spec))}\n`, `${name}.svg`);
    });
  }
});
