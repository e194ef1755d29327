import { join } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { ForeignKernelError } from "../runner/errors.ts";
import { findJupyter } from "../runner/jupyter/findJupyter.ts";
import { installKernel } from "../runner/jupyter/installKernel.ts";
import { runJupyter } from "../runner/jupyter/runJupyter.ts";
import { type TaskResult, tellFailure } from "./tellFailure.ts";

/** Arguments of `hardhat notebooks jupyter`. */
export interface NotebooksJupyterArguments {
  /** Passed on to Jupyter as they are. */
  readonly options: readonly string[];
}

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The action of `hardhat notebooks jupyter`: registers the kernel, opens Jupyter, and ends it on Ctrl-C. */
export default async function notebooksJupyter(
  { options }: NotebooksJupyterArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config">,
): Promise<TaskResult> {
  const { root, cache } = hre.config.paths;
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  for (const signal of stopSignals) process.on(signal, onSignal);
  try {
    return await tellFailure(async () => {
      const jupyter = await findJupyter();
      const dataFolder = await registerKernel(join(cache, "jupyter"));
      console.log(`${jupyter.name} ${jupyter.version}; end it with Ctrl-C.`);
      process.exitCode = await runJupyter(jupyter, {
        folder: join(root, "notebooks"),
        args: options,
        signal: stop.signal,
        ...(dataFolder === undefined ? {} : { dataFolder }),
      });
    });
  } finally {
    for (const signal of stopSignals) process.off(signal, onSignal);
  }
}

/**
 * Registers the kernel for the user; or, if the user has another one of that name, in a folder of the project's own.
 *
 * @returns the folder, if Jupyter has to be told of it
 */
async function registerKernel(ownFolder: string): Promise<string | undefined> {
  try {
    await installKernel();
    return undefined;
  } catch (error) {
    if (!(error instanceof ForeignKernelError)) throw error;
    console.log(error.shortMessage);
    await installKernel(ownFolder);
    return ownFolder;
  }
}
