import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import type { Jupyter } from "./findJupyter.ts";

/** How Jupyter is run. */
export interface RunJupyterOptions {
  /** Folder with the notebooks; nothing above it can be opened. */
  readonly folder: string;
  /** Passed on to Jupyter, such as `["--port", "9000", "--no-browser"]`. */
  readonly args?: readonly string[];
  /** A data folder whose kernels come before all others. */
  readonly dataFolder?: string;
  /** Ends Jupyter and its kernels, as Ctrl-C does. */
  readonly signal?: AbortSignal;
}

/**
 * Runs Jupyter until it ends. It listens on this machine only, and asks for the token that it makes up at its start.
 *
 * @returns its exit code; 0 when it was told to end
 */
export async function runJupyter(jupyter: Jupyter, options: RunJupyterOptions): Promise<number> {
  const [file, ...start] = jupyter.command;
  const ownGroup = process.platform !== "win32";
  const child = spawn(file, [...start, "--ip=127.0.0.1", ...(options.args ?? []), options.folder], {
    env: { ...process.env, ...environment(options.dataFolder) },
    stdio: ["ignore", "inherit", "inherit"],
    // Ctrl-C in the terminal would make it ask whether that was meant.
    detached: ownGroup,
  });
  const end = () => {
    child.kill("SIGTERM");
  };
  options.signal?.addEventListener("abort", end);
  process.once("exit", end);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => {
        resolve(options.signal?.aborted === true ? 0 : (code ?? 1));
      });
      if (options.signal?.aborted === true) end();
    });
  } finally {
    options.signal?.removeEventListener("abort", end);
    process.off("exit", end);
  }
}

function environment(dataFolder: string | undefined): Record<string, string> {
  const { JUPYTER_PATH: path } = process.env;
  if (dataFolder === undefined) return {};
  return { JUPYTER_PATH: path === undefined || path === "" ? dataFolder : dataFolder + delimiter + path };
}
