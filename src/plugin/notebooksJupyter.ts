import { join } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { ForeignKernelError } from "../runner/errors.ts";
import { findJupyter } from "../runner/jupyter/findJupyter.ts";
import { installKernel } from "../runner/jupyter/installKernel.ts";
import { runJupyter } from "../runner/jupyter/runJupyter.ts";
import { runInterruptibleTask, type TaskResult } from "./runTask.ts";

/** Arguments of `hardhat notebooks jupyter`. */
export interface NotebooksJupyterArguments {
  /** Passed on to Jupyter as they are. */
  readonly options: readonly string[];
}

/** The action of `hardhat notebooks jupyter`: registers the kernel, opens Jupyter, and ends it on Ctrl-C. */
export default async function notebooksJupyter(
  { options }: NotebooksJupyterArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config">,
): Promise<TaskResult> {
  const { simulation, paths } = hre.config;
  return await runInterruptibleTask(async (signal) => {
    const jupyter = await findJupyter();
    const dataFolder = await registerKernel(join(paths.cache, "jupyter"));
    console.log(`${jupyter.name} ${jupyter.version}; end it with Ctrl-C.`);
    process.exitCode = await runJupyter(jupyter, {
      folder: simulation.notebooks,
      args: options,
      signal,
      ...(dataFolder === undefined ? {} : { dataFolder }),
    });
  });
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
