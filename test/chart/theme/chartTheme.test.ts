import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chartTheme, lineStyle } from "../../../src/chart/theme/chartTheme.ts";

type Triple = readonly [number, number, number];

/**
 * What a colour looks like without one kind of cone, in linear RGB.
 *
 * Source: G. Machado, M. Oliveira, L. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency", IEEE TVCG 2009, severity 1.0.
 */
const visions: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  "full colour vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linearRgb(color: string): Triple {
  const channel = (at: number): number => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seenWith(matrix: readonly [Triple, Triple, Triple], [r, g, b]: Triple): Triple {
  return matrix.map((row) =>
    Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b)),
  ) as unknown as Triple;
}

/** Lightness and two opponent colours, in which distances are about as large as they look. Source: B. Ottosson, Oklab. */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(one: Triple, other: Triple): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** Relative luminance, as WCAG defines it. */
function luminance(color: string): number {
  const [r, g, b] = linearRgb(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function pairs<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((one, at) => items.slice(at + 1).map((other): [Item, Item] => [one, other]));
}

for (const name of ["light", "dark"] as const) {
  describe(`the ${name} theme`, () => {
    const theme = chartTheme(name);
    const lines = theme.palette.slice(0, 6);

    for (const [vision, matrix] of Object.entries(visions)) {
      it(`tells any two of the first six lines apart with ${vision}`, () => {
        for (const [one, other] of pairs(lines)) {
          const [a, b] = [one, other].map((color) => oklab(seenWith(matrix, linearRgb(color))));
          assert.ok(a && b && distance(a, b) >= 0.1, `${one} and ${other}`);
        }
      });
    }

    it("tells any two of the first four lines of a unit apart in greyscale: by lightness, breadth or dashes", () => {
      const styles = lines.slice(0, 4).map((_, index) => lineStyle(theme, index, index, 4, "own"));
      for (const [one, other] of pairs(styles)) {
        const lightness = Math.abs(Math.cbrt(luminance(one.color)) - Math.cbrt(luminance(other.color)));
        const stroke = one.width !== other.width || one.dash.join() !== other.dash.join();
        assert.ok(lightness >= 0.06 || stroke, `${one.color} and ${other.color}`);
      }
    });

    it("sets lines off from the page three times, and text four and a half times", () => {
      for (const color of [...theme.palette.slice(0, 8), theme.failure]) {
        assert.ok(contrast(color, theme.background) >= 3, color);
      }
      for (const color of [theme.ink, theme.muted, theme.failure]) {
        assert.ok(contrast(color, theme.background) >= 4.5, color);
      }
    });
  });
}
