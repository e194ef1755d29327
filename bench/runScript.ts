import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * Runs a script of this folder in a process of its own, whose memory is then its own as well.
 *
 * @returns what the script printed, as JSON
 */
export async function runScript(name: string, options: Readonly<Record<string, number>>): Promise<unknown> {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const flags = Object.entries(options).flatMap(([option, value]) => [`--${option}`, String(value)]);
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", script, ...flags]);
  return JSON.parse(stdout) as unknown;
}
