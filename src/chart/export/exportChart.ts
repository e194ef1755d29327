import { join } from "node:path";
import { crc32 } from "node:zlib";
import { isSlug, slug } from "../../common/slug.ts";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import { eventsToCsv } from "../../recording/eventsToCsv.ts";
import type { Recording } from "../../recording/recording.ts";
import { recordingToCsv } from "../../recording/recordingToCsv.ts";
import { recordingToJson } from "../../recording/recordingToJson.ts";
import type { ChartSpec } from "../chartSpec.ts";
import { InvalidExportError } from "../errors.ts";
import { drawSvg } from "../render/drawSvg.ts";
import { rasterizeSvg } from "../render/rasterizeSvg.ts";
import { renderSvg } from "../render/renderSvg.ts";
import { chartSource } from "./chartSource.ts";
import { chartToHtml } from "./chartToHtml.ts";
import { embeddableJson } from "./embeddableJson.ts";
import type { Redraw } from "./redrawn.ts";
import { checkExportFormats, type ExportFormat, exportFormats } from "./exportFormats.ts";

/** A chart, and how it is exported. */
export interface ChartExport {
  /** What the files are called: lower-case letters, digits and hyphens, at most 80. */
  readonly name: string;
  readonly spec: ChartSpec;
  /** What the chart was made from. Without it there is no data to export, and pages have no tables. */
  readonly recording?: Recording | undefined;
  /** Draws the chart for another width in pixels, for phones and wide screens; found from the recording if absent. */
  readonly redraw?: Redraw | undefined;
  /** All formats if absent. */
  readonly formats?: readonly ExportFormat[] | undefined;
  /** Where the files go; made if missing. */
  readonly folder: string;
}

/**
 * Writes a chart and the data behind it as files: `name.svg`, `name.png` and `name@2x.png`, `name.html`,
 * `name.vl.json`, `name.csv` with `name.events.csv`, and `name.json`. Each of them says where the chart comes from.
 *
 * Everything is made before anything is written, and no file is ever half written.
 *
 * @returns the paths that were written
 * @throws InvalidExportError if the name is not fit for a file, a format is unknown, or there is no data to export
 * @throws ChartRenderError if the spec does not compile or draw without warnings
 */
export async function exportChart({
  name,
  spec,
  recording,
  redraw,
  formats,
  folder,
}: ChartExport): Promise<string[]> {
  assertName(name);
  const chosen = checkExportFormats(formats ?? exportFormats);
  const needsData = chosen.find((format) => format === "csv" || format === "json");
  if (needsData !== undefined && recording === undefined) {
    throw new InvalidExportError({
      message: `There is no recording to export ${JSON.stringify(name)} from as ${needsData}.`,
      hint: "A chart alone can be exported as svg, png, html and vega-lite.",
    });
  }
  const files: { file: string; content: string | Uint8Array }[] = [];
  for (const format of chosen) {
    for (const [ending, content] of Object.entries(await makeFiles(format, spec, recording, redraw))) {
      files.push({ file: join(folder, name + ending), content });
    }
  }
  for (const { file, content } of files) await writeFileAtomic(file, content);
  return files.map(({ file }) => file);
}

/** The files of a format: content by ending. */
async function makeFiles(
  format: ExportFormat,
  spec: ChartSpec,
  recording: Recording | undefined,
  redraw: Redraw | undefined,
): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const source = chartSource(spec, recording);
  switch (format) {
    case "svg":
      return { ".svg": svgWithSource(await renderSvg(spec), source) };
    case "png": {
      const svg = await drawSvg(spec);
      const [once, twice] = await Promise.all([rasterizeSvg(svg, 1), rasterizeSvg(svg, 2)]);
      return { ".png": pngWithSource(once, source), "@2x.png": pngWithSource(twice, source) };
    }
    case "html":
      return { ".html": await chartToHtml(spec, recording, redraw) };
    case "vega-lite": {
      const sourced = { ...spec, usermeta: { kit: spec.usermeta.kit, source } };
      return { ".vl.json": `${JSON.stringify(sourced, null, 2)}\n` };
    }
    case "csv":
      return recording === undefined
        ? {}
        : { ".csv": recordingToCsv(recording), ".events.csv": eventsToCsv(recording) };
    case "json":
      return recording === undefined ? {} : { ".json": recordingToJson(recording) };
  }
}

function assertName(name: string): void {
  if (isSlug(name)) return;
  throw new InvalidExportError({
    message: `${JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name)} cannot be the name of an export.`,
    hint: `Use lower-case letters, digits and hyphens, at most 80 of them: ${JSON.stringify(slug(name))} for example. Give folders with the option "folder".`,
  });
}

/** Bytes of the signature and of the first chunk, which says how large the picture is. */
const headerLength = 8 + 25;

/**
 * Lets a PNG picture say where it comes from, in a text chunk with the keyword `Source`.
 *
 * @source PNG specification, 11.3.3 (textual information)
 */
export function pngWithSource(png: Uint8Array, source: object): Uint8Array {
  const text = textChunk("Source", embeddableJson(source));
  return Buffer.concat([png.subarray(0, headerLength), text, png.subarray(headerLength)]);
}

/** A `tEXt` chunk; keyword and text are ASCII. */
function textChunk(keyword: string, text: string): Buffer {
  const content = Buffer.from(`tEXt${keyword}\0${text}`, "latin1");
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length - 4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}

/** Lets an SVG picture say where it comes from, in a `metadata` element. */
export function svgWithSource(svg: string, source: object): string {
  return svg.replace(/^<svg [^>]*>/, (start) => `${start}<metadata>${embeddableJson(source)}</metadata>`);
}
