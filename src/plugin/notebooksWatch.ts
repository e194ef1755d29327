import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { NotebookNotFoundError } from "../runner/errors.ts";
import { NotebookPipeline } from "../runner/notebookPipeline.ts";
import { ProjectBuilder } from "../runner/watch/projectBuilder.ts";
import { Watcher } from "../runner/watch/watcher.ts";
import { contractBuilder } from "./contractBuilder.ts";
import { namesAndParameters } from "./namedNotebooks.ts";
import { registeredPacks } from "./packs.ts";
import { cacheOptions, type PipelineArguments, pipelineOptions } from "./pipelineOptions.ts";
import { progressReporter } from "./progressReporter.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";
import { selectNotebooks } from "./selectNotebooks.ts";
import { watchReporter } from "./watchReporter.ts";

/** Arguments of `hardhat notebooks watch`. */
export interface NotebooksWatchArguments extends PipelineArguments {
  readonly files: readonly string[];
  readonly set: string | undefined;
  readonly explain: boolean;
}

/** The action of `hardhat notebooks watch`: keeps notebooks and charts up to date until it is interrupted. */
export default async function notebooksWatch(
  args: NotebooksWatchArguments,
  hre: HardhatRuntimeEnvironment,
): Promise<TaskResult> {
  const progress = progressReporter(process.stderr);
  return await runInterruptibleTask(async (signal) => {
    const cache = cacheOptions(hre.config, await registeredPacks(hre));
    const { names, parameters } = namesAndParameters(args.files, args.set);
    const folder = hre.config.simulation.notebooks;
    // Named notebooks have to be there at the start; later any may come and go.
    const named = names.length === 0 ? undefined : selectNotebooks(names, folder);
    const options = pipelineOptions(args, hre.config);
    const reporter = watchReporter(process.stdout, { root: options.root, explain: args.explain });
    const watcher = new Watcher({
      files: cache.files,
      pipeline: new NotebookPipeline({
        ...options,
        parameters,
        cache,
        onProgress: (event) => {
          // On a terminal, a line that moves; elsewhere the report says it all.
          if (process.stderr.isTTY || event.kind === "notice") progress.show(event);
        },
      }),
      builder: new ProjectBuilder(cache.files, contractBuilder(hre, cache.files)),
      notebooks: () => named ?? notebooksNow(folder),
      written: [options.charts, ...(options.output === undefined ? [] : [options.output])],
      onEvent: (event) => {
        progress.clear();
        reporter(event);
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
