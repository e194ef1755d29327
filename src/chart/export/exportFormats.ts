import { InvalidExportError } from "../errors.ts";
import { closest } from "../../common/closest.ts";

/**
 * What a chart can be exported as: a picture (`"svg"`, `"png"`, the latter in two sizes), an interactive page that
 * works offline (`"html"`), the chart itself (`"vega-lite"`), and the data behind it (`"csv"`, `"json"`).
 */
export type ExportFormat = "svg" | "png" | "html" | "vega-lite" | "csv" | "json";

/** All formats, in the order in which files are listed. */
export const exportFormats: readonly ExportFormat[] = ["svg", "png", "html", "vega-lite", "csv", "json"];

/**
 * Checks formats that somebody named.
 *
 * @returns each once, in a fixed order
 * @throws InvalidExportError if there is none, or one that this kit does not know
 */
export function checkExportFormats(formats: readonly string[]): ExportFormat[] {
  const known: readonly string[] = exportFormats;
  const unknown = formats.find((format) => !known.includes(format));
  if (unknown !== undefined) {
    throw new InvalidExportError({
      message: `There is no export format ${JSON.stringify(unknown)}.`,
      hint: `Did you mean ${closest(unknown, known)[0] ?? "svg"}? All formats: ${known.join(", ")}.`,
    });
  }
  if (formats.length === 0) {
    throw new InvalidExportError({
      message: "No export format was given.",
      hint: `Choose from ${known.join(", ")}; without the option, all are written.`,
    });
  }
  return exportFormats.filter((format) => formats.includes(format));
}
