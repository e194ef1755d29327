import { relative } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { writeRecordings } from "../recording/compare/committedRecordings.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { progressReporter } from "./progressReporter.ts";
import { registeredPacks } from "./packs.ts";
import { recordingsFolder, recordToday } from "./recordToday.ts";

/** Arguments of `hardhat recordings update`. */
export interface RecordingsUpdateArguments {
  readonly files: readonly string[];
}

/** The action of `hardhat recordings update`: nothing is written unless every notebook runs to its end. */
export default async function recordingsUpdate(
  { files }: RecordingsUpdateArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "hooks">,
): Promise<TaskResult> {
  const root = hre.config.paths.root;
  const reporter = progressReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    const packs = await registeredPacks(hre);
    const { scenarios, notebooks } = await recordToday(hre.config, files, packs, reporter, signal);
    const written = await writeRecordings(recordingsFolder(root), scenarios, notebooks);
    for (const file of written) console.log(relative(process.cwd(), file));
  }, reporter);
}
