import { relative, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { finishCassette } from "../chain/fork/finishCassette.ts";
import { runNotebooks } from "../runner/runNotebooks.ts";
import { buildContracts } from "./buildContracts.ts";
import { forkBlockOf, registeredPacks } from "./packs.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { namedNotebooks } from "./namedNotebooks.ts";
import { type NotebooksRunArguments, notebooksRunCached } from "./notebooksRunCached.ts";
import { progressReporter } from "./progressReporter.ts";
import { summaryTable } from "./summaryTable.ts";
import { warnOfUnreadParameters } from "./unreadParameters.ts";

/** The action of `hardhat notebooks run`: shows progress on standard error, sums up on standard output. */
export default async function notebooksRun(
  args: NotebooksRunArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "hooks" | "tasks">,
): Promise<TaskResult> {
  await buildContracts(hre, args.noCompile);
  if (args.cached) return await notebooksRunCached(args, hre);
  const { files, timeout, output, charts, set, sharedKernel } = args;
  const root = hre.config.paths.root;
  const reporter = progressReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    const start = performance.now();
    const result = await runNotebooks({
      ...namedNotebooks(hre.config.simulation.notebooks, files, set),
      root,
      sharedKernel,
      cellTimeout: timeout,
      ...(charts === undefined ? {} : { charts: resolve(charts) }),
      ...(output === undefined ? {} : { output: resolve(output) }),
      onProgress: (progress) => {
        reporter.show(progress);
      },
      signal,
    });
    const packs = await registeredPacks(hre);
    warnOfUnreadParameters(result.unreadParameters, packs);
    console.log(`\n${summaryTable(result.scenarios, process.cwd())}`);
    const cassette = await finishCassette(forkBlockOf(packs));
    if (cassette !== undefined) console.log(`\nRecorded: ${relative(process.cwd(), cassette)}`);
    console.log(`\nDone in ${((performance.now() - start) / 1_000).toFixed(1)} s.`);
  }, reporter);
}
