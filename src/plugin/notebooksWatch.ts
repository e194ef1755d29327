import { join, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { NotebookCache } from "../runner/cache/notebookCache.ts";
import { NotebookNotFoundError } from "../runner/errors.ts";
import { ProjectBuilder } from "../runner/watch/projectBuilder.ts";
import { Watcher } from "../runner/watch/watcher.ts";
import { contractBuilder } from "./contractBuilder.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { namesAndParameters } from "./namedNotebooks.ts";
import { registeredPacks, settingsOf } from "./packs.ts";
import { cacheFolder, refuseToRecord } from "./notebooksRunCached.ts";
import { progressReporter } from "./progressReporter.ts";
import { selectNotebooks } from "./selectNotebooks.ts";
import { watchReporter } from "./watchReporter.ts";

/** Arguments of `hardhat notebooks watch`. */
export interface NotebooksWatchArguments {
  readonly files: readonly string[];
  readonly timeout: number;
  readonly output: string | undefined;
  readonly charts: string | undefined;
  readonly set: string | undefined;
  readonly explain: boolean;
}

/** The action of `hardhat notebooks watch`: keeps notebooks and charts up to date until it is interrupted. */
export default async function notebooksWatch(
  { files, timeout, output, charts, set, explain }: NotebooksWatchArguments,
  hre: HardhatRuntimeEnvironment,
): Promise<TaskResult> {
  const root = hre.config.paths.root;
  const progress = progressReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    refuseToRecord(root);
    const { names, parameters } = namesAndParameters(files, set);
    const folder = hre.config.simulation.notebooks;
    const chartsFolder = charts === undefined ? join(root, "charts") : resolve(charts);
    const outputFolder = output === undefined ? undefined : resolve(output);
    // Named notebooks have to be there at the start; later any may come and go.
    const named = names.length === 0 ? undefined : selectNotebooks(names, folder);
    const settings = settingsOf(await registeredPacks(hre));
    const reporter = watchReporter(process.stdout, { root, explain });
    const watcher = new Watcher({
      root,
      cache: new NotebookCache({
        root,
        settings,
        folder: cacheFolder(hre),
        parameters,
        cellTimeout: timeout,
        charts: chartsFolder,
        output: outputFolder,
      }),
      builder: new ProjectBuilder(root, contractBuilder(hre)),
      notebooks: () => named ?? notebooksNow(folder),
      written: [chartsFolder, ...(outputFolder === undefined ? [] : [outputFolder])],
      onEvent: (event) => {
        progress.clear();
        reporter(event);
      },
      onProgress: (event) => {
        // On a terminal, a line that moves; elsewhere the report says it all.
        if (process.stderr.isTTY || event.kind === "notice") progress.show(event);
      },
      signal,
    });
    await watcher.watch();
    console.log("\nThe watch has ended.");
  }, progress);
}

function notebooksNow(folder: string): string[] {
  try {
    return selectNotebooks([], folder);
  } catch (error) {
    if (error instanceof NotebookNotFoundError) return [];
    throw error;
  }
}
