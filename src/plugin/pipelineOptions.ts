import { join, resolve } from "node:path";
import type { HardhatConfig } from "hardhat/types/config";
import { readSettings } from "../chain/settings.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import type { NotebookCacheOptions } from "../runner/cache/notebookCache.ts";
import { findProjectFiles } from "../runner/projectFiles.ts";
import { type PackRegistration, settingsOf } from "./packs.ts";

/** Arguments of every task that runs notebooks where they are. */
export interface PipelineArguments {
  readonly timeout: number;
  readonly output: string | undefined;
  readonly charts: string | undefined;
}

/** How a project's notebooks are run, in absolute paths. */
export function pipelineOptions(
  { timeout, output, charts }: PipelineArguments,
  { paths: { root } }: HardhatConfig,
): {
  readonly root: string;
  readonly cellTimeout: number;
  readonly charts: string;
  readonly output: string | undefined;
} {
  return {
    root,
    cellTimeout: timeout,
    charts: charts === undefined ? join(root, "charts") : resolve(charts),
    output: output === undefined ? undefined : resolve(output),
  };
}

/**
 * Where results of runs are kept, and what decides whether they can be reused.
 *
 * @throws InvalidArgumentsError if a cassette is to be recorded: it has to hold the answers to every notebook
 */
export function cacheOptions(
  { paths }: HardhatConfig,
  packs: readonly PackRegistration[],
): NotebookCacheOptions {
  const { record } = readSettings(paths.root);
  if (record !== undefined) {
    throw new InvalidArgumentsError({
      message: `SIMULATION_RECORD=${record} would miss what a run that is reused has asked.`,
      hint: "Record with npx hardhat notebooks run, without --cached, or leave SIMULATION_RECORD out.",
    });
  }
  const files = findProjectFiles(paths.root, [paths.artifacts, paths.cache]);
  return { files, folder: join(paths.cache, "notebooks"), settings: settingsOf(packs) };
}
