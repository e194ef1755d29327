import { mkdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { ForeignKernelError } from "../errors.ts";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import { isOwnSpecification, kernelName, kernelSpecification } from "./kernelSpecification.ts";

/**
 * Registers the TypeScript kernel of this checkout, run by this Node, with Jupyter. Nothing else is touched: a kernel
 * of the same name is replaced only if this kit has registered it.
 *
 * @param dataFolder - Jupyter's data folder; by default where Jupyter looks for the current user
 * @returns path of the kernel specification
 * @throws ForeignKernelError if a kernel of the same name is registered there that is not ours
 * @source https://docs.jupyter.org/en/latest/use/jupyter-directories.html
 */
export async function installKernel(dataFolder: string = jupyterDataFolder()): Promise<string> {
  const folder = join(dataFolder, "kernels", kernelName);
  const file = join(folder, "kernel.json");
  const before = await readFile(file, "utf8").catch(() => undefined);
  if (before !== undefined && !isOwnSpecification(before)) throw new ForeignKernelError(file);
  await mkdir(folder, { recursive: true });
  await writeFileAtomic(file, `${JSON.stringify(kernelSpecification(), undefined, 1)}\n`);
  return file;
}

/** Where Jupyter keeps a user's kernels. */
function jupyterDataFolder(): string {
  const { JUPYTER_DATA_DIR: told, XDG_DATA_HOME: shared, APPDATA: roaming } = process.env;
  if (told !== undefined && told !== "") return told;
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32") return join(roaming ?? join(homedir(), "AppData", "Roaming"), "jupyter");
  return join(shared ?? join(homedir(), ".local", "share"), "jupyter");
}
