import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { create, type Font } from "fontkit";
import { buildChart } from "../../../src/chart/buildChart.ts";
import { renderSvg } from "../../../src/chart/render/renderSvg.ts";
import { fontFiles } from "../../../src/chart/render/textFont.ts";
import { creditMining } from "../../support/sampleRecordings.ts";

const spec = buildChart(creditMining({ days: 3 }), { title: "Größe ≤ Ω & <b>" });

/** The fonts in a picture by their range of weights. */
function fontsIn(svg: string): Map<string, Font> {
  const faces = svg.matchAll(
    /@font-face{font-family:Inter;font-weight:([^;]*);src:url\(data:font\/ttf;base64,([^)]*)\)}/g,
  );
  return new Map(
    [...faces].map(([, weight = "", data = ""]) => [weight, create(Buffer.from(data, "base64")) as Font]),
  );
}

describe("the font of an SVG", () => {
  it("is in the document, with every glyph that its texts use and few others", async () => {
    const svg = await renderSvg(spec);
    const fonts = fontsIn(svg);
    assert.deepEqual([...fonts.keys()], ["1 499", "500 1000"]);
    const bold = fonts.get("500 1000");
    const regular = fonts.get("1 499");
    assert.ok(bold && regular);
    for (const letter of "Größe ≤ Ω&<b>totalJobCredits") {
      assert.ok(bold.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0), letter);
    }
    for (const letter of "KP3R0123456789. UTC−".replace("−", "")) {
      assert.ok(regular.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0), letter);
    }
    assert.ok(!regular.hasGlyphForCodePoint("Ω".codePointAt(0) ?? 0));
    assert.ok(svg.length < 60_000, `${String(svg.length)} characters`);
  });

  it("has the outlines and widths of the whole one", async () => {
    const regular = fontsIn(await renderSvg(spec)).get("1 499");
    const whole = create(readFileSync(fontFiles()[0])) as Font;
    assert.ok(regular);
    for (const letter of "embeddedchain,19Sep") {
      const look = (font: Font): readonly [number, string] => {
        const glyph = font.glyphForCodePoint(letter.codePointAt(0) ?? 0);
        return [glyph.advanceWidth, glyph.path.toSVG()];
      };
      assert.deepEqual(look(regular), look(whole), letter);
    }
  });
});
