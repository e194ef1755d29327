import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildSmallMultiples } from "../../src/chart/buildSmallMultiples.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import { EmptyRecordingError, InvalidChartOptionError, UnknownTraceError } from "../../src/chart/errors.ts";
import { renderSvg } from "../../src/chart/render/renderSvg.ts";
import { creditMining, recording, series, start, units } from "../support/sampleRecordings.ts";
import { compileStrictly } from "./compileStrictly.ts";

const day = 86_400;
const items = [0.3, 0.5, 0.9].map((pay) => ({
  title: `${String(pay)} KP3R a work`,
  recording: creditMining({ days: 10, workEvery: day, pay }),
}));

interface Cell {
  readonly height: number;
}

function grid(spec: ChartSpec): Cell[][] {
  return (spec.vconcat as { hconcat?: Cell[] }[]).flatMap(({ hconcat }) => (hconcat ? [hconcat] : []));
}

/** Ends of all scales of a kind. */
function domains(spec: ChartSpec, scale: RegExp): string[] {
  return [...new Set([...JSON.stringify(spec).matchAll(scale)].map(([, domain = ""]) => domain))];
}

const values = /"scale":\{"domain":(\[[^\]]*\]),"range"/g;

describe("buildSmallMultiples", () => {
  it("sets plots in rows of as many columns as fit, or as asked for", () => {
    assert.deepEqual(
      grid(buildSmallMultiples(items)).map((row) => row.length),
      [2, 1],
    );
    assert.deepEqual(
      grid(buildSmallMultiples(items, { size: "wide" })).map((row) => row.length),
      [3],
    );
    assert.deepEqual(
      grid(buildSmallMultiples(items, { columns: 1 })).map((row) => row.length),
      [1, 1, 1],
    );
  });

  it("gives all plots of a unit one value axis, and each unit its own rows", () => {
    assert.equal(domains(buildSmallMultiples(items), values).length, 1);
    const quote = series(
      "quote",
      [
        [start, units(0.11)],
        [start + day, units(0.12)],
      ],
      "WETH",
    );
    const two = items.map((item) => ({
      ...item,
      recording: { ...item.recording, series: [...item.recording.series, quote] },
    }));
    const spec = buildSmallMultiples(two, { columns: 3, size: "wide" });
    assert.equal(grid(spec).length, 2);
    assert.equal(domains(spec, values).length, 2);
  });

  it("shares a calendar, and counts days where times differ", () => {
    assert.match(JSON.stringify(buildSmallMultiples(items)), /"title":"UTC"/);
    const later = { title: "later", recording: creditMining({ days: 10, from: start + 60 * day }) };
    const text = JSON.stringify(buildSmallMultiples([...items, later]));
    assert.match(text, /"title":"since the start"/);
    assert.doesNotMatch(text, /"title":"UTC"/);
  });

  it("names each line, period and failure once, in a strip above", async () => {
    const svg = await renderSvg(buildSmallMultiples(items));
    for (const name of [
      "totalJobCredits",
      "reward period, 5 days",
      "work: InsufficientFunds",
      "0.3 KP3R a work",
    ]) {
      assert.equal(svg.split(`>${name}<`).length, 2, name);
    }
  });

  it("counts failures above each plot, and ticks them at its foot instead of painting it", async () => {
    const svg = await renderSvg(buildSmallMultiples(items, { size: "wide" }));
    const failures = items.map(
      ({ recording }) => recording.events.filter(({ kind }) => kind === "failure").length,
    );
    assert.ok(failures.some((count) => count > 0) && failures.includes(0), failures.join());
    const shown = [...svg.matchAll(/>(\d+) failures?</g)].map(([, count]) => Number(count));
    assert.deepEqual(
      shown,
      failures.filter((count) => count > 0),
    );
    const ticks = [...svg.matchAll(/<line [^>]*x2="0" y2="(-?\d+)" stroke="#c5162e" stroke-width="1.5"/g)];
    assert.deepEqual(new Set(ticks.map(([, length]) => Math.abs(Number(length)))), new Set([8]));
  });

  it("draws a line alike in all plots, wherever its recording has it", () => {
    const [first] = items;
    const turned = first && { ...first.recording, series: first.recording.series.toReversed() };
    assert.ok(first && turned);
    const spec = JSON.stringify(buildSmallMultiples([first, { title: "turned", recording: turned }]));
    const colors = [...spec.matchAll(/"type":"line"[^}]*"stroke":"(#\w+)"/g)].map(([, color]) => color);
    assert.equal(new Set(colors).size, 3);
    assert.equal(colors.length, 6);
  });

  it("raises no warning, in either theme, for one recording and for an uneven number", async () => {
    assert.deepEqual(await compileStrictly(buildSmallMultiples(items, { theme: "dark" })), []);
    assert.deepEqual(await compileStrictly(buildSmallMultiples(items.slice(0, 1), { size: "column" })), []);
  });

  it("is as wide as was asked for", async () => {
    for (const [size, width] of [
      ["notebook", 800],
      ["print", 680],
      ["wide", 1_200],
    ] as const) {
      assert.match(
        await renderSvg(buildSmallMultiples(items, { size })),
        new RegExp(` width="${String(width)}"`),
      );
    }
  });

  it("refuses what it cannot draw", () => {
    assert.throws(() => buildSmallMultiples([]), EmptyRecordingError);
    assert.throws(
      () => buildSmallMultiples([{ title: "none", recording: recording({}) }]),
      EmptyRecordingError,
    );
    assert.throws(() => buildSmallMultiples(items, { traces: ["credits"] }), UnknownTraceError);
    for (const columns of [0, 1.5, 7]) {
      assert.throws(() => buildSmallMultiples(items, { columns }), InvalidChartOptionError, String(columns));
    }
  });
});
