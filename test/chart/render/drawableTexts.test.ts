import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildChart } from "../../../src/chart/buildChart.ts";
import { drawableTexts } from "../../../src/chart/render/drawableTexts.ts";
import { renderSvg } from "../../../src/chart/render/renderSvg.ts";
import { smallRecording } from "../../support/smallRecording.ts";

describe("drawableTexts", () => {
  it("makes visible what is hidden, however deep, and leaves all else", () => {
    const spec = { mark: "line", data: ["\u202e", 1, null, { name: "a\u0000" }] };
    assert.deepEqual(drawableTexts(spec), { mark: "line", data: ["\ufffd", 1, null, { name: "a\ufffd" }] });
  });

  for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    it(`lets a token be called ${name}`, async () => {
      const svg = await renderSvg(buildChart(smallRecording({ name, unit: name }), { title: name }));
      assert.match(svg, new RegExp(`>${name} ?<`));
    });
  }
});
