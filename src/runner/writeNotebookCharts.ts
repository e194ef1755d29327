import { join } from "node:path";
import type { ChartSpec } from "../chart/chartSpec.ts";
import type { ChartMetadata } from "../notebook/kernel/displayChart.ts";
import type { CodeCell, DisplayOutput } from "./notebookDocument.ts";
import { slug } from "../common/slug.ts";
import { writeFileAtomic } from "../common/writeFileAtomic.ts";

const specType = "application/vnd.vegalite.v5+json";

/** A chart that a cell displayed, and where its pictures are. */
export interface ChartFiles extends ChartMetadata {
  /** Path of the PNG file. */
  readonly png: string;
  /** Path of the SVG file. */
  readonly svg: string;
  /** Vega-Lite specification. */
  readonly spec: ChartSpec;
  /** Path of the recording behind the chart, as `recordingFromJson` reads it; absent if it came with none. */
  readonly recording?: string;
}

/** A chart that a run has drawn. */
export interface ScenarioResult extends ChartFiles {
  /** File name of the notebook. */
  readonly notebook: string;
  /** Number of the code cell that drew it, from 1. */
  readonly cell: number;
  /** Wall time of that cell, seconds. */
  readonly seconds: number;
}

/**
 * Writes the charts that a cell displayed, as PNG and SVG files, and the recordings behind them as JSON.
 *
 * @param cell - an executed cell
 * @param recordings - for each of its outputs the recording behind it, as JSON
 * @param folder - where to write; it is made if missing
 * @param taken - names in use in that folder; the names written are added, and a repeated one gets a number
 * @returns the charts in order of display
 */
export async function writeNotebookCharts(
  cell: CodeCell,
  recordings: readonly (string | undefined)[],
  folder: string,
  taken: Set<string>,
): Promise<ChartFiles[]> {
  const displays = cell.outputs.flatMap((output, index) =>
    isChart(output)
      ? [
          {
            output,
            metadata: output.metadata.simulation as unknown as ChartMetadata,
            recording: recordings[index],
          },
        ]
      : [],
  );
  // Names are settled before anything is awaited: cells are written side by side.
  const charts = displays.map((display) => ({
    ...display,
    name: unusedName(slug(display.metadata.name), taken),
  }));
  return Promise.all(
    charts.map(async ({ output, metadata, recording, name }) => {
      const png = join(folder, `${name}.png`);
      const svg = join(folder, `${name}.svg`);
      const { renderSvg } = await import("../chart/render/renderSvg.ts");
      await writeFileAtomic(png, Buffer.from(output.data["image/png"] as string, "base64"));
      const spec = output.data[specType] as unknown as ChartSpec;
      await writeFileAtomic(
        svg,
        await renderSvg({ ...spec, description: spec.description || metadata.title }),
      );
      if (recording === undefined) return { ...metadata, png, svg, spec };
      const json = join(folder, `${name}.json`);
      await writeFileAtomic(json, recording);
      return { ...metadata, png, svg, spec, recording: json };
    }),
  );
}

function isChart(output: CodeCell["outputs"][number]): output is DisplayOutput {
  if (output.output_type !== "display_data") return false;
  if (typeof output.data["image/png"] !== "string" || typeof output.data[specType] !== "object") return false;
  const metadata = output.metadata.simulation;
  return (
    typeof metadata === "object" &&
    metadata !== null &&
    "name" in metadata &&
    typeof metadata.name === "string"
  );
}

function unusedName(name: string, taken: Set<string>): string {
  let unused = name;
  for (let number = 2; taken.has(unused); number++) unused = slug(`${name.slice(0, 70)} ${number}`);
  taken.add(unused);
  return unused;
}
