import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildChart } from "../../../src/chart/buildChart.ts";
import type { ChartSpec } from "../../../src/chart/chartSpec.ts";
import { InvalidChartOptionError } from "../../../src/chart/errors.ts";
import type { Recording } from "../../../src/recording/recording.ts";
import { compileStrictly } from "../compileStrictly.ts";
import { creditMining, recording, series, start, units } from "../../support/sampleRecordings.ts";

const day = 86_400;

interface Stroke {
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeDash?: readonly number[];
}

/** Everything in a spec that has a `type`, in drawing order. */
function marks(part: unknown, type: string): Record<string, unknown>[] {
  if (typeof part !== "object" || part === null) return [];
  const item = part as Record<string, unknown>;
  return [
    ...(item.type === type ? [item] : []),
    ...Object.values(item).flatMap((value) => marks(value, type)),
  ];
}

const lines = (spec: ChartSpec) => marks(spec, "line") as unknown as Stroke[];
const texts = (spec: ChartSpec) => marks(spec, "text").map((mark) => mark.text);

function cut(of: Recording): Recording {
  return {
    ...of,
    series: of.series.map((one) => ({
      ...one,
      decimals: 2,
      values: one.values.map((value) => (value as bigint) / 10n ** 16n),
    })),
  };
}

describe("a chart with a reference", () => {
  const worked = creditMining({ days: 15, workEvery: 1.5 * day });
  const reference = { name: "mainnet fork", recording: cut(worked) };

  it("draws each line of the reference dashed, behind all lines and broader than its own", () => {
    const drawn = lines(buildChart(worked, { reference }));
    const [behind, before] = [drawn.slice(0, 3), drawn.slice(3)];
    assert.equal(before.length, 3);
    behind.forEach((line, index) => {
      assert.ok(line.strokeDash !== undefined && before[index]?.strokeDash === undefined);
      assert.ok(line.strokeWidth > (before[index]?.strokeWidth ?? Infinity) + 2);
    });
  });

  it("keeps to the colour of the line, paler on a light page and darker on a dark one", () => {
    const channels = (color: string): number[] =>
      [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
    for (const [theme, page] of [
      ["light", 255],
      ["dark", 20],
    ] as const) {
      const drawn = lines(buildChart(worked, { reference, theme }));
      drawn.slice(0, 3).forEach(({ stroke }, index) => {
        const own = channels(drawn[index + 3]?.stroke ?? "");
        channels(stroke).forEach((channel, at) => {
          assert.ok(Math.abs(channel - page) <= Math.abs((own[at] ?? 0) - page), `${stroke} on ${theme}`);
        });
      });
    }
  });

  it("leaves dashes to the reference: no line of its own is dashed, and coinciding ones differ in breadth", () => {
    const own = lines(buildChart(worked, { reference })).slice(3);
    assert.deepEqual(
      own.map(({ strokeDash }) => strokeDash),
      [undefined, undefined, undefined],
    );
    assert.equal(new Set(own.map(({ strokeWidth }) => strokeWidth)).size, 3);
    assert.ok(lines(buildChart(worked)).some(({ strokeDash }) => strokeDash !== undefined));
  });

  it("says what is dashed: in the legend with its last value, below the heading, and in words", () => {
    const spec = buildChart(worked, { reference });
    assert.equal(texts(spec).filter((text) => String(text).endsWith(" KP3R, mainnet fork")).length, 3);
    assert.ok(texts(spec).includes("1.48 KP3R, mainnet fork"));
    assert.match(JSON.stringify(spec.title), /dashed: mainnet fork/);
    assert.match(
      spec.description,
      /jobLiquidityCredits ends at [\d.]+ KP3R, and at 1\.1 KP3R in mainnet fork, from/,
    );
  });

  it("still shows what is dashed where there is no room for values", () => {
    const many = recording({
      series: Array.from({ length: 8 }, (_, index) =>
        series(`credits ${String(index)}`, [
          [start, units(index)],
          [start + day, units(index + 1)],
        ]),
      ),
    });
    const spec = buildChart(many, { reference: { name: "before", recording: many } });
    assert.equal(
      marks(spec, "rule").filter((mark) => (mark.strokeDash as number[] | undefined)?.[0] === 9).length,
      8,
    );
    assert.ok(!texts(spec).some((text) => String(text).endsWith(", before")));
  });

  it("makes room for values and times of the reference", async () => {
    const one = series("credits", [
      [start, units(1)],
      [start + day, units(2)],
    ]);
    const far = { ...one, times: [start, start + 3 * day], values: [units(1), units(40)] };
    const spec = buildChart(recording({ series: [one] }), {
      reference: { name: "elsewhere", recording: { series: [far] } },
    });
    const scales = JSON.stringify(spec);
    assert.match(scales, /"domain":\[0,4[0-9]/);
    assert.match(
      scales,
      new RegExp(
        `"domain":\\[${String(start - 10_000).slice(0, 4)}\\d+,${String(start + 3 * day).slice(0, 5)}`,
      ),
    );
    assert.deepEqual(await compileStrictly(spec), []);
  });

  it("leaves out series of the reference that are not drawn, or have another unit", () => {
    const spec = buildChart(worked, { reference, traces: ["totalJobCredits"] });
    assert.equal(lines(spec).length, 2);
    const other = {
      series: worked.series.map((one) => ({
        ...one,
        unit: one.name === "totalJobCredits" ? "KP3R" : "WETH",
      })),
    };
    assert.equal(lines(buildChart(worked, { reference: { name: "mixed", recording: other } })).length, 4);
  });

  it("refuses a reference with nothing to draw", () => {
    for (const none of [[], [series("another", [[start, 1n]])]]) {
      assert.throws(
        () => buildChart(worked, { reference: { name: "empty", recording: { series: none } } }),
        (error) => error instanceof InvalidChartOptionError && error.message.includes('"empty"'),
      );
    }
  });

  it("says nothing of dashes without a reference", () => {
    assert.ok(!JSON.stringify(buildChart(worked).title).includes("dashed"));
  });
});
