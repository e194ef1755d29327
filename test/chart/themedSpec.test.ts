import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { exportChart } from "../../src/chart/export/exportChart.ts";
import { renderSvg } from "../../src/chart/render/renderSvg.ts";
import { themedSpec } from "../../src/chart/themedSpec.ts";
import { withTheme } from "../../src/chart/withTheme.ts";
import { compileStrictly } from "./compileStrictly.ts";

const own = {
  data: {
    values: [
      { a: "x", b: 1 },
      { a: "y", b: 2 },
    ],
  },
  mark: "bar",
  encoding: { x: { field: "a", type: "nominal" }, y: { field: "b", type: "quantitative" } },
};

describe("themedSpec", () => {
  it("gives a spec of one's own heading, description, type and colours, and changes nothing of it", async () => {
    const before = structuredClone(own);
    const spec = themedSpec(own, { title: "Two bars", name: "bars" });
    assert.deepEqual(own, before);
    assert.equal(spec.description, "Two bars");
    const svg = await renderSvg(spec);
    assert.match(svg, /aria-label="Two bars"/);
    assert.match(svg, /font-family="Inter,/);
    assert.match(svg, /fill="#0a5fd0"/);
    assert.deepEqual(withTheme(spec, "dark"), themedSpec(own, { title: "Two bars", theme: "dark" }));
    assert.deepEqual(await compileStrictly(spec), []);
  });

  it("lets the spec have the last word", () => {
    const config = { background: "#bada55", axisX: { tickSize: 1 } };
    const spec = themedSpec({
      ...own,
      title: ["My", "title"],
      description: "Mine.",
      config,
      $schema: "mine",
    });
    assert.equal(spec.description, "Mine.");
    assert.equal(spec.$schema, "mine");
    assert.deepEqual(spec.title, ["My", "title"]);
    const { background, axisX, font } = spec.config as { background: string; axisX: object; font: string };
    assert.equal(background, "#bada55");
    assert.ok("labelColor" in axisX && "tickSize" in axisX && axisX.tickSize === 1);
    assert.match(font, /^Inter/);
    assert.equal(themedSpec({ ...own, title: ["My", "title"] }).description, "My title");
  });

  it("names what a spec lacks", () => {
    const title = { title: "Titled" };
    const lacking: readonly [object, object, RegExp][] = [
      [own, {}, /lacks a description.*\n.*themedSpec\(spec, { title }\)/],
      [{ data: own.data }, title, /lacks something to draw/],
      [{ mark: "bar" }, title, /lacks data/],
      [{}, {}, /lacks a description .* and something to draw/],
      [[own], title, /it is a list/],
      [{ ...own, data: { url: "rows.json" } }, title, /data lies at a url/],
    ];
    for (const [spec, options, message] of lacking) {
      assert.throws(() => themedSpec(spec, options), { code: "CHART_RENDER", message });
    }
    assert.throws(() => themedSpec(own, { titel: "x" } as object), {
      code: "INVALID_CHART_OPTION",
      message: /"titel"\.\n.*mean title\?/,
    });
  });

  it("is exported in every format that needs no recording", async () => {
    const folder = mkdtempSync(join(tmpdir(), "own-"));
    const spec = themedSpec(own, { title: "Own" });
    await exportChart({ name: "own", spec, folder, formats: ["svg", "png", "html", "vega-lite"] });
    assert.equal(readdirSync(folder).length, 5);
    rmSync(folder, { recursive: true });
  });
});
