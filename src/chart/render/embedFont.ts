import { readFile } from "node:fs/promises";
import { fontFamily, fontFiles } from "./textFont.ts";
import { subsetFont } from "./subsetFont.ts";
import type { Font } from "fontkit";

/** A text of a picture: how it is set, and what it says. */
const textElement = /<text\b([^>]*)>(.*?)<\/text>/gs;

/**
 * Puts the glyphs that a picture uses into it, so that it looks the same where its font is not installed.
 *
 * @param svg - as `drawSvg` drew it
 */
export async function embedFont(svg: string): Promise<string> {
  const faces = await fontFaces([svg]);
  return faces === "" ? svg : svg.replace(/^<svg [^>]*>/, (start) => `${start}<style>${faces}</style>`);
}

/**
 * Writes the font of pictures as CSS, with the glyphs that they use and no others.
 *
 * @param more - characters to include beside, such as those that come when a picture is live
 * @returns a rule for each weight that occurs
 */
export async function fontFaces(svgs: readonly string[], more = ""): Promise<string> {
  const used = { regular: new Set(more), semibold: new Set(more) };
  for (const svg of svgs) {
    for (const [, attributes = "", content = ""] of svg.matchAll(textElement)) {
      const weight = /font-weight="(\w+)"/.exec(attributes)?.[1] ?? "400";
      const set = weight === "bold" || Number(weight) >= 500 ? used.semibold : used.regular;
      for (const character of plainText(content)) set.add(character);
    }
  }
  const [regular, semibold] = fontFiles();
  const faces = await Promise.all([
    fontFace(regular, used.regular, "1 499"),
    fontFace(semibold, used.semibold, "500 1000"),
  ]);
  return faces.join("");
}

async function fontFace(path: string, characters: ReadonlySet<string>, weights: string): Promise<string> {
  if (characters.size === 0) return "";
  const [{ create }, file] = await Promise.all([import("fontkit"), readFile(path)]);
  const subset = subsetFont(create(file) as Font, file, characters);
  const data = Buffer.from(subset).toString("base64");
  return `@font-face{font-family:${fontFamily};font-weight:${weights};src:url(data:font/ttf;base64,${data})}`;
}

/** What stands between tags, with the few entities that Vega writes. */
function plainText(content: string): string {
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return content
    .replace(/<[^>]*>/g, "")
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
