import { type ChildProcess, spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { findNotices } from "../../notebook/kernel/notice.ts";
import type { ProcessEnd } from "../errors.ts";
import { findTslab } from "../tslab/findTslab.ts";
import { installKernelHooks, lifelineDescriptor } from "./kernelHooks.ts";
import { moduleExtension, nodeFlags } from "./nodeFlags.ts";

/** A kernel's process, from start to end. */
export interface KernelProcess {
  /** Resolves when the process has ended, by itself or not. */
  readonly ended: Promise<ProcessEnd>;
  /** What it wrote to standard error outside of cells, the last lines of it. */
  stderr(): string;
  /** Asks the running cell to stop. */
  interrupt(): void;
  /** Ends the process and everything that it started, at once. */
  kill(): void;
}

const longestStderr = 4_000;

/**
 * Starts a tslab kernel under the Node that runs this process.
 *
 * The kernel sits in a process group of its own: Ctrl-C in a terminal reaches the runner only, and
 * ending the group also ends what a cell has started.
 *
 * @param connectionFile - tells the kernel where to listen
 * @param cwd - its working folder, from where cells import
 * @param variables - environment variables on top of this process's own
 * @param onNotice - called with what the kernel says past the notebook
 * @param command - another kernel's command, as its specification has it: program, arguments, `{connection_file}`
 */
export function startKernelProcess(
  connectionFile: string,
  cwd: string,
  variables: Readonly<Record<string, string>>,
  onNotice: (text: string) => void = () => undefined,
  command: readonly string[] = ownCommand(cwd),
): KernelProcess {
  const ownGroup = process.platform !== "win32";
  const [program = "", ...args] = command.map((part) => part.replace("{connection_file}", connectionFile));
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...plainOutput, ...variables },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    detached: ownGroup,
    windowsHide: true,
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const killAll = () => {
    // A group outlives its first process: what a cell has started may still be running.
    if (child.pid === undefined || (!ownGroup && hasEnded())) return;
    try {
      process.kill(ownGroup ? -child.pid : child.pid, "SIGKILL");
    } catch {
      // It ended in the meantime.
    }
  };
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-longestStderr);
    for (const notice of findNotices(text)) onNotice(notice);
  });
  // The pipe carries nothing; a write error on it only says that the kernel is gone.
  child.stdio[lifelineDescriptor]?.on("error", () => undefined);
  const lastWords = () => stripVTControlCharacters(stderr).trim();
  return {
    ended: whenEnded(child, lastWords),
    stderr: lastWords,
    interrupt: () => {
      // Only the kernel itself: what a cell has started is not what the cell's reader wants to stop.
      if (!hasEnded()) child.kill("SIGINT");
    },
    kill: killAll,
  };
}

function whenEnded(child: ChildProcess, stderr: () => string): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      resolve({ exitCode: null, signal: null, stderr: error.message });
    });
    child.once("exit", (exitCode, signal) => {
      const finish = () => {
        resolve({ exitCode, signal, stderr: stderr() });
      };
      child.once("close", finish);
      // Something that a cell started may hold the pipes open.
      setTimeout(finish, 200);
    });
  });
}

/** Outputs must not depend on the terminal, the time zone or the language of the machine. */
const plainOutput = { NO_COLOR: "1", FORCE_COLOR: "0", TZ: "UTC", LC_ALL: "en_US.UTF-8" };

function ownCommand(cwd: string): string[] {
  const { command } = findTslab(cwd);
  const hooks = ["--import", hooksModule()];
  return [process.execPath, ...nodeFlags(), ...hooks, command, "kernel", "--config-path={connection_file}"];
}

/** The hooks are a module of this folder, as source or compiled, whichever this one is. */
function hooksModule(): string {
  const hooks = new URL(`./kernelHooks${moduleExtension}`, import.meta.url);
  const install = installKernelHooks.name;
  const code = `import { ${install} } from ${JSON.stringify(hooks.href)}; ${install}();`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
