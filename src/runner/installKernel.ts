import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { writeFileAtomic } from "../files/writeFileAtomic.ts";

/** Name under which notebooks ask Jupyter for their kernel. */
const kernelName = "tslab";

/**
 * Registers the TypeScript kernel of this checkout, run by this Node, with Jupyter for the current user. Nothing
 * else is touched; a kernel registered under the same name before is replaced.
 *
 * @param dataFolder - Jupyter's data folder; by default where Jupyter looks for the current user
 * @returns path of the kernel specification
 * @source https://jupyter-client.readthedocs.io/en/stable/kernels.html
 */
export async function installKernel(dataFolder: string = jupyterDataFolder()): Promise<string> {
  const tslab = createRequire(import.meta.url).resolve("tslab/bin/tslab");
  const folder = join(dataFolder, "kernels", kernelName);
  const file = join(folder, "kernel.json");
  const specification = {
    argv: [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    // A chain's dates are UTC, whatever the machine thinks.
    env: { TZ: "UTC" },
  };
  await mkdir(folder, { recursive: true });
  await writeFileAtomic(file, `${JSON.stringify(specification, undefined, 1)}\n`);
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
