import { join, relative, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { readRecordings } from "../recording/compare/committedRecordings.ts";
import { compareWithCommitted } from "../recording/compare/compareWithCommitted.ts";
import { deviationsIn, verdictOf } from "../recording/compare/verdictOf.ts";
import { writeComparison } from "../chart/report/writeComparison.ts";
import { RecordingsChangedError } from "./errors.ts";
import { figuresOf, registeredPacks } from "./packs.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { progressReporter } from "./progressReporter.ts";
import { recordingsFolder, recordToday } from "./recordToday.ts";

/** Arguments of `hardhat recordings verify`. */
export interface RecordingsVerifyArguments {
  readonly files: readonly string[];
  readonly out: string | undefined;
}

/** The action of `hardhat recordings verify`: what moved is drawn, and ends it with exit code 1. */
export default async function recordingsVerify(
  { files, out }: RecordingsVerifyArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "hooks">,
): Promise<TaskResult> {
  const root = hre.config.paths.root;
  const reporter = progressReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    const packs = await registeredPacks(hre);
    const today = await recordToday(hre.config, files, packs, reporter, signal);
    const committed = await readRecordings(recordingsFolder(root), today.notebooks);
    const comparison = compareWithCommitted(committed, today.scenarios, { figures: figuresOf(packs) });
    console.log(verdictOf(comparison)[0]);
    const deviations = deviationsIn(comparison);
    if (deviations.length === 0) return;
    const folder = out === undefined ? join(root, "charts", "recordings") : resolve(out);
    const draws = {
      draws: ({ deviations: own }: { deviations: readonly string[] }) => own.length > 0,
      signal,
    };
    const [report = ""] = await writeComparison(comparison, folder, draws);
    throw new RecordingsChangedError(deviations, relative(process.cwd(), report) || report);
  }, reporter);
}
