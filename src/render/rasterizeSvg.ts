import { ChartRenderError } from "../errors/chartRenderError.ts";
import { fontFamily, fontFiles } from "./textFont.ts";

/**
 * Turns a picture that `renderSvg` drew into PNG, set in the one font that every machine has.
 *
 * @param scale - pixels per pixel of the picture
 * @returns the file's bytes
 * @throws ChartRenderError if it is no picture
 */
export async function rasterizeSvg(svg: string, scale: number): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  try {
    const picture = new Resvg(svg, {
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
