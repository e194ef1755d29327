import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { RunInterruptedError } from "../common/errors.ts";
import { exportChart } from "../chart/export/exportChart.ts";
import { checkExportFormats, type ExportFormat, exportFormats } from "../chart/export/exportFormats.ts";
import { recordingFromJson } from "../recording/recordingFromJson.ts";
import { runNotebooks } from "../runner/runNotebooks.ts";
import type { ScenarioResult } from "../runner/writeNotebookCharts.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { namedNotebooks } from "./namedNotebooks.ts";
import { registeredPacks } from "./packs.ts";
import { warnOfUnreadParameters } from "./unreadParameters.ts";
import { progressReporter } from "./progressReporter.ts";

/** Arguments of `hardhat charts export`. */
export interface ChartsExportArguments {
  readonly files: readonly string[];
  readonly formats: string | undefined;
  readonly out: string | undefined;
  readonly timeout: number;
  readonly set: string | undefined;
}

/**
 * The action of `hardhat charts export`: runs the notebooks, since what they keep of a recording is its chart alone,
 * and leaves them as they are.
 */
export default async function chartsExport(
  { files, formats, out, timeout, set }: ChartsExportArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "hooks">,
): Promise<TaskResult> {
  const root = hre.config.paths.root;
  const reporter = progressReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    const chosen = checkExportFormats(formats?.split(",").map((format) => format.trim()) ?? exportFormats);
    const named = namedNotebooks(hre.config.simulation.notebooks, files, set);
    const folder = out === undefined ? join(root, "exports") : resolve(out);
    const executed = await mkdtemp(join(tmpdir(), "charts-export-"));
    try {
      const result = await runNotebooks({
        ...named,
        root,
        cellTimeout: timeout,
        charts: join(executed, "charts"),
        output: join(executed, "notebooks"),
        onProgress: (progress) => {
          reporter.show(progress);
        },
        signal,
      });
      warnOfUnreadParameters(result.unreadParameters, await registeredPacks(hre));
      const start = performance.now();
      let files = 0;
      for (const scenario of result.scenarios) {
        if (signal.aborted) throw new RunInterruptedError("the export");
        const written = await exportScenario(scenario, chosen, folder);
        files += written.length;
        for (const file of written) console.log(relative(process.cwd(), file));
      }
      const seconds = ((performance.now() - start) / 1_000).toFixed(1);
      console.log(`\n${result.scenarios.length} chart(s) in ${files} file(s), in ${seconds} s.`);
    } finally {
      await rm(executed, { recursive: true, force: true });
    }
  }, reporter);
}

/** Writes one chart; a chart without a recording has no data to write. */
async function exportScenario(
  { notebook, png, spec, recording: file }: ScenarioResult,
  formats: readonly ExportFormat[],
  folder: string,
): Promise<string[]> {
  // The run has given every chart of a notebook a name of its own.
  const name = basename(png, ".png");
  const recording = file === undefined ? undefined : recordingFromJson(await readFile(file, "utf8"));
  const possible =
    recording === undefined ? formats.filter((format) => format !== "csv" && format !== "json") : formats;
  if (possible.length < formats.length) {
    console.error(
      `Warning: ${notebook} draws ${name} without a recording, so that there is no data to write.`,
    );
  }
  if (possible.length === 0) return [];
  return await exportChart({
    name,
    spec,
    recording,
    formats: possible,
    folder: join(folder, basename(notebook, ".ipynb")),
  });
}
