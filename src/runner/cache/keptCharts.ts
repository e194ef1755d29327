import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeIfDifferent } from "../writeNotebook.ts";
import type { ScenarioResult } from "../writeNotebookCharts.ts";

/** A chart as the cache keeps it: what is known of it, and its files. */
export interface KeptChart extends Omit<ScenarioResult, "png" | "svg" | "recording"> {
  /** Content by file name, in base64. */
  readonly files: Readonly<Record<string, string>>;
}

/** Reads a chart that a run has drawn. */
export async function keepChart({ png, svg, recording, ...chart }: ScenarioResult): Promise<KeptChart> {
  const files = [png, svg, ...(recording === undefined ? [] : [recording])].map(
    async (path) => [basename(path), (await readFile(path)).toString("base64")] as const,
  );
  return { ...chart, files: Object.fromEntries(await Promise.all(files)) };
}

/**
 * Writes a chart that was kept where it belongs.
 *
 * @param folder - of the notebook's charts
 * @returns the chart, and those of its files that were missing or different
 */
export async function restoreChart(
  { files, ...chart }: KeptChart,
  folder: string,
): Promise<{ readonly scenario: ScenarioResult; readonly restored: readonly string[] }> {
  const paths = new Map<string, string>();
  const restored: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    // A name in the cache must not lead out of the folder.
    const path = join(folder, basename(name));
    paths.set(name.slice(name.lastIndexOf(".")), path);
    if (await writeIfDifferent(path, Buffer.from(content, "base64"))) restored.push(path);
  }
  const recording = paths.get(".json");
  const pictures = { png: paths.get(".png") ?? "", svg: paths.get(".svg") ?? "" };
  const scenario = { ...chart, ...pictures, ...(recording === undefined ? {} : { recording }) };
  return { scenario, restored };
}
