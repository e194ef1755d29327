import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** How a command ended. */
export interface CommandEnd {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface HardhatProcess {
  readonly child: ChildProcess;
  readonly end: Promise<CommandEnd>;
}

/** Where a command runs, and what it finds in its environment beside ours. */
export interface ProcessOptions {
  /** Default: this repository. */
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Hardhat's command line. Default: this repository's. */
  readonly program?: string;
}

export const repository: string = fileURLToPath(new URL("../..", import.meta.url));

/** Hardhat's command line. */
export const hardhat: string = join(repository, "node_modules", "hardhat", "dist", "src", "cli.js");

/** Starts Hardhat's command line, as `npx hardhat` does. */
export function startHardhat(
  args: readonly string[],
  { cwd = repository, environment = {}, program = hardhat }: ProcessOptions = {},
): HardhatProcess {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const end = once(child, "close").then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, end };
}
