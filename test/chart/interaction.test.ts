import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { View } from "vega";
import { buildChart } from "../../src/chart/buildChart.ts";
import { buildComparison } from "../../src/chart/buildComparison.ts";
import { buildSmallMultiples } from "../../src/chart/buildSmallMultiples.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import { chartLibraries, runChart } from "./compileStrictly.ts";
import { creditMining, series, units } from "../support/sampleRecordings.ts";

const day = 86_400;
const worked = creditMining({ days: 6, workEvery: day });
const cheaper = creditMining({ days: 6, workEvery: day, pay: 0.3 });
const quote = series(
  "quote",
  worked.rows.map(({ time }, at) => [time, units(0.1 + at / 1e4)]),
  "WETH",
);
const two = { ...worked, series: [...worked.series, quote] };

/** What is needed of Vega's scenegraph. */
interface SceneMark {
  readonly name?: string;
  readonly marktype?: string;
  readonly items?: readonly SceneItem[];
}

interface SceneItem {
  readonly opacity?: number;
  readonly text?: string;
  readonly stroke?: string;
  readonly strokeDash?: readonly number[] | null;
  readonly tooltip?: unknown;
  readonly items?: readonly SceneMark[];
}

function marks(view: View): SceneMark[] {
  const inside = (mark: SceneMark): SceneMark[] => [
    mark,
    ...(mark.items ?? []).flatMap((item) => (item.items ?? []).flatMap(inside)),
  ];
  return inside((view.scenegraph() as unknown as { root: SceneMark }).root);
}

/** Sends an event to the view as its canvas would. */
async function send(view: View, type: "click" | "dblclick", item: SceneItem | undefined): Promise<void> {
  const { _handler } = view as unknown as {
    _handler: {
      _handlers: Record<string, { handler: (event: object, item: unknown) => void }[] | undefined>;
    };
  };
  const event = { type, preventDefault: () => undefined, stopPropagation: () => undefined };
  for (const { handler } of _handler._handlers[type] ?? []) handler(event, item);
  await view.runAsync();
}

/** Opacity of every line, by colour. */
function opacities(view: View): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { marktype, items = [] } of marks(view)) {
    const [item] = items;
    if (marktype !== "line" || item?.stroke === undefined) continue;
    found.set(item.stroke, [...(found.get(item.stroke) ?? []), item.opacity ?? 1]);
  }
  return found;
}

const charts: Readonly<Record<string, ChartSpec>> = {
  "one chart": buildChart(worked),
  panels: buildChart(two, { layout: "panels" }),
  "a narrow figure": buildChart(worked, { size: "column" }),
  "an overlay": buildComparison({ name: "a", recording: worked }, { name: "b", recording: cheaper }),
  "small multiples": buildSmallMultiples([
    { title: "a", recording: worked },
    { title: "b", recording: cheaper },
  ]),
  "small multiples of other times": buildSmallMultiples([
    { title: "a", recording: worked },
    { title: "b", recording: creditMining({ days: 4, from: (worked.rows[0]?.time ?? 0) + 90 * day }) },
  ]),
};

for (const library of chartLibraries) {
  describe(`a chart under ${library.name}`, () => {
    const views: View[] = [];
    after(() => {
      for (const view of views) view.finalize();
    });
    const open = async (spec: ChartSpec): Promise<View> => {
      const { view, problems } = await runChart(spec, library);
      views.push(view);
      assert.deepEqual(problems, []);
      return view;
    };

    for (const [kind, spec] of Object.entries(charts)) {
      it(`hides a line at a click on its name and shows it at the next: ${kind}`, async () => {
        const view = await open(spec);
        const name = marks(view).find((mark) => mark.name?.startsWith("hover_name_"));
        const target = name?.items?.[0];
        assert.ok(target !== undefined);
        const before = opacities(view);
        await send(view, "click", target);
        const hidden = [...opacities(view)].filter(([, all]) => all.some((opacity) => opacity === 0));
        assert.ok(
          hidden.length >= 1 && hidden.length < before.size,
          `${String(hidden.length)} of ${String(before.size)}`,
        );
        for (const [color, all] of hidden)
          assert.ok(
            all.every((opacity) => opacity === 0),
            color,
          );
        await send(view, "click", target);
        assert.deepEqual(opacities(view), before);
      });

      it(`moves all plots together when the time axis moves, and goes back: ${kind}`, async () => {
        const view = await open(spec);
        const domain = (): number[] => (view.scale("x") as { domain: () => unknown[] }).domain().map(Number);
        const [start = 0, end = 0] = domain();
        const middle = [start + (end - start) / 4, end - (end - start) / 4];
        view.signal("zoom_t", middle);
        await view.runAsync();
        assert.deepEqual(domain(), middle);
        await send(view, "dblclick", undefined);
        assert.deepEqual(domain(), [start, end]);
      });

      it(`leaves the wheel to the page unless a key is held: ${kind}`, () => {
        const logger = {
          level: () => logger,
          error: () => logger,
          warn: () => logger,
          info: () => logger,
          debug: () => logger,
        };
        const compiled = JSON.stringify(library.compile(spec as never, { logger }).spec);
        const wheels = compiled.match(/"type":"wheel"[^}]*/g) ?? [];
        assert.ok(wheels.length > 0);
        for (const wheel of wheels) assert.match(wheel, /event\.ctrlKey \|\| event\.metaKey/);
      });
    }

    it("says of a hidden line how it comes back", async () => {
      const view = await open(charts["one chart"] ?? buildChart(worked));
      const texts = (): (string | undefined)[] =>
        marks(view)
          .filter((mark) => mark.marktype === "text")
          .flatMap((mark) => (mark.items ?? []).map((item) => item.text));
      const target = marks(view).find((mark) => mark.name === "hover_name_s0_marks")?.items?.[0];
      assert.ok(!texts().includes("hidden, click to show"));
      await send(view, "click", target);
      assert.ok(texts().includes("hidden, click to show"));
    });

    it("shows all digits, the unit and an ISO time at a sample, and arguments and transaction at an event", async () => {
      const exact = {
        ...series("exact", [
          [1_631_664_000, 1_234_567_890_123_456_789_012n],
          [1_631_750_400, 7n],
        ]),
      };
      const happened = {
        ...worked.events[0],
        time: 1_631_700_000,
        args: { _amount: 2n ** 200n + 1n },
      } as (typeof worked.events)[number];
      const view = await open(buildChart({ ...worked, series: [exact], events: [happened] }));
      const tooltips = marks(view).flatMap((mark) => (mark.items ?? []).map((item) => item.tooltip));
      const text = JSON.stringify(tooltips);
      assert.match(
        text,
        /"time \(UTC\)":"2021-09-15T00:00:00Z","exact \(KP3R\)":"1,235 \(1234\.567890123456789012\)"/,
      );
      assert.match(text, new RegExp(`"_amount":"${String(2n ** 200n + 1n)}"`));
      assert.match(text, new RegExp(`"transaction":"${happened.transaction}"`));
    });

    it("reads off what happened at a sample, with the values that it left", async () => {
      const [row] = worked.rows;
      const happened = ['a "quoted", name', "b", "b"].map(
        (name) => ({ ...worked.events[0], name, time: row?.time ?? 0 }) as (typeof worked.events)[number],
      );
      const view = await open(buildChart({ ...worked, events: happened }));
      const tooltips = marks(view)
        .filter((mark) => mark.name?.startsWith("hover_panel0"))
        .flatMap((mark) => (mark.items ?? []).map((item) => item.tooltip as Record<string, string>));
      assert.equal(tooltips[0]?.events, 'a "quoted", name, b ×2');
      assert.equal(tooltips[1]?.events, "");
    });
  });
}
