import { relative, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { finishCassette } from "../chain/fork/finishCassette.ts";
import { type RunResult, runNotebooks } from "../runner/runNotebooks.ts";
import { buildContracts } from "./buildContracts.ts";
import { forkBlockOf, registeredPacks } from "./packs.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { namedNotebooks } from "./namedNotebooks.ts";
import { notebooksRunCached } from "./notebooksRunCached.ts";
import { progressReporter } from "./progressReporter.ts";
import { summaryTable } from "./summaryTable.ts";

/** Arguments of `hardhat notebooks run`. */
export interface NotebooksRunArguments {
  readonly files: readonly string[];
  readonly timeout: number;
  readonly output: string | undefined;
  readonly charts: string | undefined;
  readonly set: string | undefined;
  readonly sharedKernel: boolean;
  readonly cached: boolean;
  readonly explain: boolean;
  readonly noCompile: boolean;
}

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
    warnOfUnreadParameters(result);
    console.log(`\n${summaryTable(result.scenarios, process.cwd())}`);
    const cassette = await finishCassette(forkBlockOf(await registeredPacks(hre)));
    if (cassette !== undefined) console.log(`\nRecorded: ${relative(process.cwd(), cassette)}`);
    console.log(`\nDone in ${((performance.now() - start) / 1_000).toFixed(1)} s.`);
  }, reporter);
}

/** A parameter that no cell reads is most likely misspelt. */
export function warnOfUnreadParameters({ unreadParameters }: Pick<RunResult, "unreadParameters">): void {
  for (const name of unreadParameters) console.error(`Warning: no cell reads the parameter "${name}".`);
}
