import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { NoJupyterError } from "../errors.ts";
import { findCommand } from "./findCommand.ts";

/** A Jupyter that is installed on this machine. */
export interface Jupyter {
  readonly name: "JupyterLab" | "Jupyter Notebook";
  /** The command that starts it, to which its options are added. */
  readonly command: readonly [file: string, ...args: string[]];
  readonly version: string;
}

/** Ways to start Jupyter, the best first. */
const ways = [
  { name: "JupyterLab", command: ["jupyter-lab"] },
  { name: "JupyterLab", command: ["jupyter", "lab"] },
  { name: "JupyterLab", command: ["python3", "-m", "jupyterlab"] },
  { name: "Jupyter Notebook", command: ["jupyter-notebook"] },
  { name: "Jupyter Notebook", command: ["jupyter", "notebook"] },
  { name: "Jupyter Notebook", command: ["python3", "-m", "notebook"] },
] as const;

/** Ways to install JupyterLab, the tidiest first; each is offered where its command is there. */
const installers = [
  { command: "uv", line: "uv tool install jupyterlab" },
  { command: "pipx", line: "pipx install jupyterlab" },
  { command: "brew", line: "brew install jupyterlab" },
  { command: "apt", line: "sudo apt install jupyter-notebook" },
  { command: "pip3", line: "pip3 install --user jupyterlab" },
  { command: "pip", line: "pip install --user jupyterlab" },
] as const;

/**
 * Finds JupyterLab, or Notebook when there is no Lab. What is on the path is asked for its version: a command may be
 * there whose program is not.
 *
 * @param path - folders to look in, as in the variable `PATH`
 * @throws NoJupyterError if there is none, with the line that installs it on this machine
 */
export async function findJupyter(path: string = process.env.PATH ?? ""): Promise<Jupyter> {
  const asked = ways.map(async ({ name, command: [program, ...args] }): Promise<Jupyter | undefined> => {
    const file = findCommand(program, path);
    if (file === undefined) return undefined;
    try {
      const { stdout } = await promisify(execFile)(file, [...args, "--version"], {
        timeout: 60_000,
        env: { ...process.env, PATH: path },
      });
      return { name, command: [file, ...args], version: stdout.trim() };
    } catch {
      return undefined;
    }
  });
  const found = (await Promise.all(asked)).find((jupyter) => jupyter !== undefined);
  if (found === undefined) throw new NoJupyterError(installLine(path));
  return found;
}

function installLine(path: string): string {
  const installer = installers.find(({ command }) => findCommand(command, path) !== undefined);
  return installer?.line ?? "pip install jupyterlab (after installing Python from https://www.python.org)";
}
