import { ChartRenderError } from "../errors.ts";
import { fontFamily, fontFiles, loadGlyphCheck } from "./textFont.ts";

/** What stands between the tags of an SVG. */
const textContent = />[^<]+</g;

/**
 * Turns a picture that `renderSvg` drew into PNG, set in the one font that every machine has. It has Latin,
 * Greek and Cyrillic letters; of others, such as Chinese or an emoji, a replacement sign shows that they are there.
 *
 * @param scale - pixels per pixel of the picture
 * @returns the file's bytes
 * @throws ChartRenderError if it is no picture
 */
export async function rasterizeSvg(svg: string, scale: number): Promise<Uint8Array> {
  const [{ Resvg }, drawable] = await Promise.all([import("@resvg/resvg-js"), loadGlyphCheck()]);
  try {
    const picture = new Resvg(svg.replace(textContent, drawable), {
      fitTo: { mode: "zoom", value: scale },
      font: {
        fontFiles: fontFiles(),
        loadSystemFonts: false,
        defaultFontFamily: fontFamily,
        sansSerifFamily: fontFamily,
      },
    });
    return new Uint8Array(picture.render().asPng());
  } catch (cause) {
    throw new ChartRenderError("rasterise the chart", [String(cause)], cause);
  }
}
