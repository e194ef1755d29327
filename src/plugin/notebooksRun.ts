import { relative } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { finishCassette } from "../chain/fork/finishCassette.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import { runNotebooks } from "../runner/runNotebooks.ts";
import { buildContracts } from "./buildContracts.ts";
import { namedNotebooks } from "./namedNotebooks.ts";
import { outcomeReport } from "./outcomeReport.ts";
import { forkBlockOf, registeredPacks } from "./packs.ts";
import { cacheOptions, type PipelineArguments, pipelineOptions } from "./pipelineOptions.ts";
import { progressReporter } from "./progressReporter.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { summaryTable } from "./summaryTable.ts";
import { warnOfUnreadParameters } from "./unreadParameters.ts";

/** Arguments of `hardhat notebooks run`. */
export interface NotebooksRunArguments extends PipelineArguments {
  readonly files: readonly string[];
  readonly set: string | undefined;
  readonly sharedKernel: boolean;
  readonly cached: boolean;
  readonly explain: boolean;
  readonly noCompile: boolean;
}

/**
 * The action of `hardhat notebooks run`: shows progress on standard error, sums up on standard output. With `--cached`
 * it runs what has changed, and prints what was reused and why.
 */
export default async function notebooksRun(
  args: NotebooksRunArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "hooks" | "tasks">,
): Promise<TaskResult> {
  const { files, set, sharedKernel, cached, explain, noCompile } = args;
  await buildContracts(hre, noCompile);
  const reporter = progressReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    if (cached && sharedKernel) {
      throw new InvalidArgumentsError({
        message: "--cached and --shared-kernel exclude each other.",
        hint: "What a notebook finds in a shared kernel depends on those before it: leave one of the two out.",
      });
    }
    const start = performance.now();
    const packs = await registeredPacks(hre);
    const { scenarios, unreadParameters } = await runNotebooks({
      ...namedNotebooks(hre.config.simulation.notebooks, files, set),
      ...pipelineOptions(args, hre.config),
      sharedKernel,
      cache: cached ? cacheOptions(hre.config, packs) : undefined,
      onProgress: (progress) => {
        reporter.show(progress);
      },
      onOutcome: (outcome) => {
        if (!cached) return;
        reporter.clear();
        console.log(outcomeReport(outcome, explain));
      },
      signal,
    });
    warnOfUnreadParameters(unreadParameters, packs);
    console.log(`\n${summaryTable(scenarios, process.cwd())}`);
    const cassette = await finishCassette(forkBlockOf(packs));
    if (cassette !== undefined) console.log(`\nRecorded: ${relative(process.cwd(), cassette)}`);
    console.log(`\nDone in ${((performance.now() - start) / 1_000).toFixed(1)} s.`);
  }, reporter);
}
