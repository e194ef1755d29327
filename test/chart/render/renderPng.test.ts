import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildChart } from "../../../src/chart/buildChart.ts";
import { renderPng } from "../../../src/chart/render/renderPng.ts";
import { creditMining, event } from "../../support/sampleRecordings.ts";

const day = 86_400;
const worked = creditMining({ days: 15, workEvery: 1.5 * day });
const spec = buildChart(worked);

/** Width and height from a PNG's header. */
function size(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe("renderPng", () => {
  it("is a PNG of twice the chart's pixels, or of the scale asked for", async () => {
    const png = await renderPng(spec);
    assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const [width, height] = size(png);
    assert.equal(width, 1600);
    assert.deepEqual(size(await renderPng(spec, { scale: 1 })), [800, height / 2]);
  });

  it("gives the same bytes twice", async () => {
    assert.deepEqual(await renderPng(spec), await renderPng(spec));
  });

  it("survives failures far outside the samples", async () => {
    const failure = event("InsufficientFunds", 0, {}, "failure");
    const png = await renderPng(buildChart({ ...worked, events: [failure] }), { scale: 0.5 });
    assert.equal(size(png)[0], 400);
  });

  it("survives translucent marks that are clipped away, as in a spec edited by hand", async () => {
    const scale = { domain: [0, 1] };
    const x = { field: "a", type: "quantitative", scale };
    const far = {
      data: { values: [{ a: 1e6 }] },
      mark: { type: "rule", opacity: 0.5, clip: true },
      encoding: { x },
    };
    const png = await renderPng({ ...spec, vconcat: [far] }, { scale: 1 });
    assert.ok(png.length > 100);
  });

  it("shows that there is a character which its font does not have", async () => {
    const titled = (title: string) => renderPng(buildChart(worked, { title }), { scale: 1 });
    const [unknown, nothing] = await Promise.all(["Job 猫🐈", "Job "].map(titled));
    assert.ok(unknown !== undefined && nothing !== undefined && unknown.length > nothing.length);
    assert.deepEqual(unknown, await titled("Job \ufffd\ufffd"));
  });

  it("refuses a scale that no picture can have", async () => {
    for (const scale of [0, -1, Number.NaN, 100]) {
      await assert.rejects(renderPng(spec, { scale }), { code: "CHART_RENDER", message: /scale/ });
    }
  });
});
