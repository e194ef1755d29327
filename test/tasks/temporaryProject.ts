import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** How a command ended. */
export interface CommandEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Makes a folder a Hardhat project with one of our plugins.
 *
 * @param plugin - its file in `src/tasks`, without ending, and its export
 * @returns runs the project's command line
 */
export function temporaryProject(folder: string, plugin: string): (...args: string[]) => Promise<CommandEnd> {
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "dist", "index.js"), "");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const file = join(repository, "src", "tasks", `${plugin}.ts`);
  writeFileSync(
    join(folder, "hardhat.config.ts"),
    `import { ${plugin} } from ${JSON.stringify(file)};\nexport default { plugins: [${plugin}] };`,
  );
  const hardhat = join(repository, "node_modules", "hardhat", "dist", "src", "cli.js");
  return async (...args) => {
    const child = spawn(process.execPath, [hardhat, ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, stdout, stderr };
  };
}
