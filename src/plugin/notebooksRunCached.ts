import { join, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { Outcome } from "../runner/cache/carryOut.ts";
import { NotebookCache } from "../runner/cache/notebookCache.ts";
import { runCached } from "../runner/cache/runCached.ts";
import { readSettings } from "../chain/settings.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { namedNotebooks } from "./namedNotebooks.ts";
import { registeredPacks, settingsOf } from "./packs.ts";
import { outcomeReport } from "./outcomeReport.ts";
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

/** What every task says that reuses runs: where their results are kept. */
export function cacheFolder(hre: Pick<HardhatRuntimeEnvironment, "config" | "hooks">): string {
  return join(hre.config.paths.cache, "notebooks");
}

/** A recording of an endpoint's answers has to hold those of every notebook, so none may be reused. */
export function refuseToRecord(root: string): void {
  const { record } = readSettings(root);
  if (record === undefined) return;
  throw new InvalidArgumentsError({
    message: `SIMULATION_RECORD=${record} would miss what a run that is reused has asked.`,
    hint: "Record with npx hardhat notebooks run, without --cached, or leave SIMULATION_RECORD out.",
  });
}

/** The action of `hardhat notebooks run --cached`: runs what has changed, and says what was reused and why. */
export async function notebooksRunCached(
  { files, timeout, output, charts, set, sharedKernel, explain }: NotebooksRunArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config" | "hooks">,
): Promise<TaskResult> {
  const root = hre.config.paths.root;
  const reporter = progressReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    if (sharedKernel) {
      throw new InvalidArgumentsError({
        message: "--cached and --shared-kernel exclude each other.",
        hint: "What a notebook finds in a shared kernel depends on those before it: leave one of the two out.",
      });
    }
    refuseToRecord(root);
    const start = performance.now();
    const { notebooks, parameters } = namedNotebooks(hre.config.simulation.notebooks, files, set);
    const cache = new NotebookCache({
      root,
      settings: settingsOf(await registeredPacks(hre)),
      folder: cacheFolder(hre),
      parameters,
      cellTimeout: timeout,
      charts: charts === undefined ? join(root, "charts") : resolve(charts),
      output: output === undefined ? undefined : resolve(output),
    });
    const outcomes: Outcome[] = [];
    await runCached(cache, notebooks, {
      onProgress: (progress) => {
        reporter.show(progress);
      },
      onOutcome: (outcome) => {
        reporter.clear();
        outcomes.push(outcome);
        console.log(outcomeReport(outcome, explain));
      },
      signal,
    });
    const scenarios = outcomes.flatMap((outcome) => outcome.scenarios);
    console.log(`\n${summaryTable(scenarios, process.cwd())}`);
    console.log(`\nDone in ${((performance.now() - start) / 1_000).toFixed(1)} s.`);
  }, reporter);
}
