import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { buildChart } from "../../src/chart/buildChart.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import { EmptyRecordingError, InvalidChartOptionError, UnknownTraceError } from "../../src/chart/errors.ts";
import {
  creditMining,
  event,
  recording,
  rewardPeriod,
  series,
  start,
  units,
} from "../support/sampleRecordings.ts";
import { compileStrictly } from "./compileStrictly.ts";

const day = 86_400;

/** Every object of a spec that `matches`, wherever it stands. */
function find(part: unknown, matches: (item: Record<string, unknown>) => boolean): Record<string, unknown>[] {
  if (typeof part !== "object" || part === null) {
    return [];
  }
  const item = part as Record<string, unknown>;
  const inside = Object.values(item).flatMap((value) => find(value, matches));
  return !Array.isArray(part) && matches(item) ? [item, ...inside] : inside;
}

/** The texts that a chart shows at fixed places: names, values and counts. */
function texts(spec: ChartSpec): unknown[] {
  return find(spec, (item) => isText(item.mark)).map((layer) => {
    const { text } = layer.encoding as { text?: { value?: unknown } };
    return (layer.mark as { text?: unknown }).text ?? text?.value;
  });
}

function isText(mark: unknown): boolean {
  return typeof mark === "object" && mark !== null && "type" in mark && mark.type === "text";
}

function lineColors(spec: ChartSpec): unknown[] {
  return find(spec, (item) => item.type === "line").map((mark) => mark.stroke);
}

describe("buildChart", () => {
  const worked = creditMining({ days: 15, workEvery: 1.5 * day });
  const source = `embedded chain, preset default · blocks ${String(worked.rows[0]?.block)} to ${String(worked.rows.at(-1)?.block)}`;

  it("changes nothing that it is given, and gives the same spec twice", () => {
    const before = structuredClone(worked);
    const options = Object.freeze({ title: "Twice", traces: Object.freeze(["totalJobCredits"]) });
    assert.deepEqual(buildChart(worked, options), buildChart(structuredClone(worked), options));
    assert.deepEqual(worked, before);
  });

  it("is plain JSON", () => {
    const spec = buildChart(worked);
    assert.deepEqual(JSON.parse(JSON.stringify(spec)), spec);
  });

  it("speaks the Vega-Lite version that notebooks display, and carries its source", () => {
    const spec = buildChart(worked);
    assert.equal(spec.$schema, "https://vega.github.io/schema/vega-lite/v5.json");
    assert.deepEqual(spec.usermeta, { kit: "0.1.0", source: worked.source });
  });

  it("names every line with its last value, and counts every kind of event", () => {
    const shown = texts(buildChart(worked));
    for (const text of ["jobLiquidityCredits", "totalJobCredits", "jobPeriodCredits", "1.48 KP3R"]) {
      assert.ok(shown.includes(text), `${text} among ${shown.join(", ")}`);
    }
    assert.deepEqual(shown.slice(shown.indexOf("LiquidityAddition")), [
      "LiquidityAddition",
      "1",
      "LiquidityCreditsReward",
      "6",
      "KeeperWork",
      "10",
      "reward period, 5 days",
      source,
    ]);
  });

  it("marks the boundaries of periods, and only those in view", () => {
    const rules = find(buildChart(worked), (item) => isPeriodRule(item)).map((layer) => values(layer));
    const boundaries = ["2021-09-20", "2021-09-25", "2021-09-30"].map((date) => ({ t: Date.parse(date) }));
    assert.deepEqual(rules, [boundaries, boundaries]);
  });

  it("leaves out periods that would hide the lines", () => {
    const spec = buildChart({ ...worked, periods: [{ name: "hourly", seconds: 3_600 }, rewardPeriod] });
    assert.ok(!texts(spec).some((text) => String(text).startsWith("hourly")));
    assert.ok(texts(spec).includes("reward period, 5 days"));
  });

  it("gives each unit a panel with its own axis title", () => {
    const quote = series(
      "quote",
      [
        [start, units(0.11)],
        [start + day, units(0.12)],
      ],
      "WETH",
    );
    const spec = buildChart(recording({ series: [...worked.series, quote] }));
    const titles = find(spec, (item) => "tickCount" in item && item.title !== "UTC").map(
      (axis) => axis.title,
    );
    assert.deepEqual([...new Set(titles)], ["KP3R", "WETH"]);
    assert.equal((spec.vconcat as unknown[]).length, 2);
  });

  it("draws a chosen series as it looks among the others", () => {
    const all = lineColors(buildChart(worked));
    assert.equal(new Set(all).size, 3);
    assert.deepEqual(lineColors(buildChart(worked, { traces: ["jobPeriodCredits"] })), [all[2]]);
  });

  it("keeps a row for a chosen event that never occurred", () => {
    const traced = { ...worked, eventTraces: ["KeeperWork", "Unbonding"] };
    const shown = texts(buildChart(traced, { events: ["KeeperWork", "Unbonding"] }));
    assert.deepEqual(shown.slice(shown.indexOf("KeeperWork")), [
      "KeeperWork",
      "10",
      "Unbonding",
      "0",
      "reward period, 5 days",
      source,
    ]);
  });

  it("gives failures a row by action and reason, first and in a colour of its own, and the plot no rule", () => {
    const spec = buildChart(creditMining({ days: 10, workEvery: day / 2 }));
    const shown = texts(spec);
    const row = shown.indexOf("work: InsufficientFunds");
    assert.ok(row >= 0 && row < shown.indexOf("LiquidityAddition"));
    assert.match(String(shown[row + 1]), /^\d+$/);
    const [label] = find(spec, (item) => item.text === "work: InsufficientFunds");
    assert.ok(label !== undefined);
    const rules = find(spec, (item) => isRule(item) && stroke(item) === label.fill);
    assert.deepEqual(rules, []);
  });

  it("draws a rule through the plots where a run was stopped", () => {
    const violation = event("solvent", start + 2 * day, { message: "owes more" }, "violation");
    const ended = { ...event("Paused", start + 3 * day, { action: "work" }, "failure"), stops: true };
    const recorded = { ...event("fair", start + day, {}, "violation"), stops: false };
    const spec = buildChart({ ...worked, events: [recorded, violation, ended] });
    const [label] = find(spec, (item) => item.text === "solvent");
    const rules = find(spec, (item) => isRule(item) && stroke(item) === label?.fill).map((layer) =>
      values(layer),
    );
    const times = [violation, ended].map((one) => ({ t: one.time * 1000 }));
    assert.deepEqual(rules, [times, times]);
  });

  it("tells of events far outside the samples instead of stretching the axis to them", () => {
    const spec = buildChart({ ...worked, events: [event("Odd", 0), event("Odd", start + day)] });
    assert.ok(texts(spec).includes("1 of 2"));
  });

  it("lets an event shortly before the first sample widen the axis", () => {
    const spec = buildChart({ ...worked, events: [event("Early", start - day)] });
    assert.ok(texts(spec).includes("1"));
  });

  it("shows exact arguments in the tooltip of an event", () => {
    const amount = 2n ** 200n + 1n;
    const args = { _amount: amount, _list: [1n, "0xff"], _flag: true };
    const spec = buildChart({ ...worked, events: [event("Exact", start + day, args)] });
    const row = find(spec, (item) => item.name === "Exact")[0] ?? {};
    assert.equal(row.a0, amount.toString());
    assert.equal(row.a1, '["1","0xff"]');
    assert.equal(row.a2, "true");
    assert.equal(row.when, "2021-09-19T19:29:18Z");
  });

  it("takes title, subtitle, axis title, axis range and size from the options", () => {
    const spec = buildChart(worked, {
      title: "Title",
      subtitle: "Subtitle",
      yTitle: "credits (KP3R)",
      yDomain: [0, 9],
      theme: "dark",
    });
    assert.deepEqual(spec.title, { text: ["Title"], subtitle: ["Subtitle"] });
    assert.ok(find(spec, (item) => item.title === "credits (KP3R)").length > 0);
    assert.ok(find(spec, (item) => isDeepStrictEqual(item.domain, [0, 9])).length > 0);
    assert.notEqual(JSON.stringify(spec.config), JSON.stringify(buildChart(worked).config));
  });

  it("says what it shows where nothing else is said", () => {
    const { title } = buildChart(worked, { traces: ["totalJobCredits"] }) as unknown as { title: unknown };
    assert.deepEqual(title, {
      text: ["totalJobCredits"],
      subtitle: ["18 Sep 2021 19:29 – 3 Oct 2021 19:29 UTC"],
    });
    const titled = buildChart(worked, { title: "Worked", traces: ["totalJobCredits"] });
    assert.deepEqual((titled.title as { subtitle: unknown }).subtitle, [
      "totalJobCredits in KP3R · 18 Sep 2021 19:29 – 3 Oct 2021 19:29 UTC",
    ]);
    const [first, last] = [worked.rows[0]?.block, worked.rows.at(-1)?.block];
    assert.equal(
      texts(titled).at(-1),
      `embedded chain, preset default · blocks ${String(first)} to ${String(last)}`,
    );
  });

  it("tells in one sentence what it shows: the figures, or how the first line runs, and what failed", () => {
    const dry = creditMining({ days: 10, workEvery: day / 2 });
    const figures = [
      { name: "paid", value: 1_500_000n, unit: "KP3R", decimals: 6 },
      { name: "refused", value: 3 },
    ];
    const found = (options: object) =>
      buildChart(dry, { title: "Dry", events: ["InsufficientFunds"], ...options }).description;
    const failures = dry.events.filter(({ kind }) => kind === "failure").length;
    const time = "from 18 Sep 2021 19:29 to 28 Sep 2021 19:29 UTC";
    assert.equal(
      found({ figures }),
      `Dry. paid 1.5 KP3R, refused 3, ${time}; work: InsufficientFunds ${failures} times.`,
    );
    assert.match(
      found({ traces: ["totalJobCredits"] }),
      /^Dry\. totalJobCredits goes from 1\.48 KP3R to [\d.]+ KP3R, between [\d.]+ KP3R and [\d.]+ KP3R, from /,
    );
    assert.equal(found({ description: "It runs dry." }), "Dry. It runs dry.");
  });

  it("sets figures in a table under the chart, and end values only where they are wanted", () => {
    const figures = [
      { name: "paid to keepers", value: 15n, unit: "KP3R", decimals: 1 },
      { name: "unknown", value: null },
    ];
    const shown = texts(buildChart(worked, { figures, endValues: ["totalJobCredits"] }));
    assert.deepEqual(shown.slice(-5, -1), ["1.5 KP3R", "paid to keepers", "–", "unknown"]);
    assert.equal(shown.filter((text) => String(text).endsWith("KP3R")).length, 2);
    assert.throws(() => buildChart(worked, { endValues: ["nothing"] }), UnknownTraceError);
    assert.throws(
      () => buildChart(worked, { figures: [{ name: "x", vlaue: 1 }] as never }),
      /figures\[0\] "vlaue"/,
    );
  });

  it("thins a year of samples to what can be seen", () => {
    const points = Array.from({ length: 20_000 }, (_, at): [number, bigint] => [
      start + at * 1_600,
      units(at % 97),
    ]);
    const spec = JSON.stringify(buildChart(recording({ series: [series("dense", points)] })));
    assert.ok(spec.length < 80_000, `${String(spec.length)} characters`);
  });

  it("keeps a spec of 90 samples of 3 series under 20 kB", () => {
    const size = JSON.stringify(buildChart(creditMining({ days: 15 }))).length;
    assert.ok(size < 20_000, `${String(size)} characters`);
  });

  it("does not draw before something is recorded", () => {
    assert.throws(() => buildChart(recording({})), EmptyRecordingError);
    assert.throws(() => buildChart(recording({ series: [series("none", [])] })), {
      code: "EMPTY_RECORDING",
      message: /drawing before recording[^]*sleepAndRecord/,
    });
  });

  it("names an unknown trace and those that there are", () => {
    assert.throws(() => buildChart(worked, { traces: ["totalCredits"] }), UnknownTraceError);
    assert.throws(() => buildChart(worked, { traces: ["totalCredits"] }), {
      message: /"totalCredits"[^]*"jobLiquidityCredits", "totalJobCredits", "jobPeriodCredits"/,
    });
  });

  it("refuses a size, an axis range or a theme that cannot be drawn", () => {
    for (const options of [
      { size: { width: 20 } },
      { size: { height: Number.NaN } },
      { yDomain: [2, 1] as const },
      { yDomain: [0, Infinity] as const },
      { theme: "sepia" as "dark" },
    ]) {
      assert.throws(() => buildChart(worked, options), InvalidChartOptionError, JSON.stringify(options));
    }
  });
});

describe("a spec, compiled by Vega-Lite", () => {
  const hostile = 'a.b[0]["x"]\\ \'y\' <b>{z}</b> ${1} "+alert(1)+"\n' + "long".repeat(100);
  const recordings = {
    "with work": creditMining({ days: 15, workEvery: 1.5 * day }),
    "running dry": creditMining({ days: 10, workEvery: day / 2 }),
    "of one sample": creditMining({ days: 0 }),
    "without events": recording({
      series: [
        series("n", [
          [start, 1n],
          [start + 9, null],
          [start + 20, 3n],
        ]),
      ],
    }),
    "of events only": recording({ events: [event("A", start), event("B", start)] }),
    "of nulls": recording({
      series: [
        series("n", [
          [start, null],
          [start + 9, null],
        ]),
      ],
    }),
    "of hostile names": recording({
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
      events: [
        event(hostile, start + 9, { [hostile]: hostile, constructor: "c", toString: "s", block: "b" }),
      ],
      periods: [{ name: hostile, seconds: 7_200 }],
    }),
    "of huge and tiny numbers": recording({
      series: [
        {
          ...series(
            "uint",
            [
              [start, 2n ** 256n - 1n],
              [start + 9, 0n],
            ],
            "wei",
          ),
          decimals: 0,
        },
        series(
          "float",
          [
            [start, 1e-12],
            [start + 9, -2e-12],
          ],
          "ETH",
        ),
      ],
    }),
  };
  for (const [name, data] of Object.entries(recordings)) {
    it(`raises no warning ${name}`, async () => {
      assert.deepEqual(await compileStrictly(buildChart(data)), []);
    });
  }
});

function values(layer: Record<string, unknown>): unknown {
  return (layer.data as { values: unknown } | undefined)?.values;
}

function isRule(item: Record<string, unknown>): boolean {
  return (item.mark as { type?: unknown } | undefined)?.type === "rule" && Array.isArray(values(item));
}

function stroke(layer: Record<string, unknown>): unknown {
  return (layer.mark as { stroke?: unknown } | undefined)?.stroke;
}

function isPeriodRule(item: Record<string, unknown>): boolean {
  const mark = item.mark as { strokeDash?: unknown } | undefined;
  return isRule(item) && mark?.strokeDash !== undefined && (item.encoding as object | undefined) !== undefined
    ? "t" in ((values(item) as object[])[0] ?? {})
    : false;
}
