import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CommandEnd, repository, startHardhat } from "./hardhatProcess.ts";

/**
 * Makes a folder a Hardhat project with one of our plugins.
 *
 * @param plugin - its file in `src/plugin`, without ending, and its export
 * @returns runs the project's command line
 */
export function temporaryProject(folder: string, plugin: string): (...args: string[]) => Promise<CommandEnd> {
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "dist", "index.js"), "");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const file = join(repository, "src", "plugin", `${plugin}.ts`);
  writeFileSync(
    join(folder, "hardhat.config.ts"),
    `import { ${plugin} } from ${JSON.stringify(file)};\nexport default { plugins: [${plugin}] };`,
  );
  return async (...args) => await startHardhat(args, { cwd: folder }).end;
}
