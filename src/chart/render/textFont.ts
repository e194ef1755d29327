import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Font } from "fontkit";

/** The one family that pictures are set in, from a package, so that every machine has it. */
export const fontFamily = "Inter";

const require = createRequire(import.meta.url);

/** Paths of the font files: regular and semibold. */
export function fontFiles(): [regular: string, semibold: string] {
  return [
    require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
    require.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
  ];
}

/** What stands in a picture for a character that the font does not have. */
const missing = "\ufffd";

/** Characters that take no place of their own: marks of direction, joiners, and selectors of a variant. */
const invisible = /\p{Cf}|\p{Variation_Selector}|\s/u;

/** Replaces what the font cannot draw by a sign that something is there: the rasteriser would leave it out. */
export async function loadGlyphCheck(): Promise<(text: string) => string> {
  const { create } = await import("fontkit");
  const [regular] = fontFiles();
  const font = create(readFileSync(regular)) as Font;
  return (text) =>
    text.replace(/./gsu, (character) => {
      const isDrawn = invisible.test(character) || font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
      return isDrawn ? character : missing;
    });
}

/** Measures text: pixels that `text` runs at a size in pixels and a weight of 100 to 900. */
export type MeasureText = (text: string, size: number, weight: number) => number;

/** Loads the font and returns a ruler for it. */
export async function loadTextFont(): Promise<MeasureText> {
  const { create } = await import("fontkit");
  const [regular, semibold] = fontFiles().map((file) => create(readFileSync(file)) as Font);
  const widths = new Map<string, number>();
  return (text, size, weight) => {
    const font = weight >= 500 ? semibold : regular;
    const key = `${weight >= 500 ? "b" : "r"}${text}`;
    let ems = widths.get(key);
    if (ems === undefined) {
      ems = font === undefined ? 0 : font.layout(text).advanceWidth / font.unitsPerEm;
      widths.set(key, ems);
    }
    return ems * size;
  };
}
