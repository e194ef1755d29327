import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type CommandEnd, repository, startHardhat } from "./hardhatProcess.ts";

/** Path of the plugin's source, as a literal. */
const plugin = JSON.stringify(join(repository, "src", "plugin", "index.ts"));

/** Path of a compiler that need not be downloaded, as a literal. */
const compiler = JSON.stringify(createRequire(import.meta.url).resolve("solc/soljson.js"));

/**
 * Makes a folder a Hardhat project with our plugin, and with this repository's packages.
 *
 * @returns runs the project's command line
 */
export function temporaryProject(folder: string): (...args: string[]) => Promise<CommandEnd> {
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "hardhat.config.ts"),
    `import simulation from ${plugin};
export default {
  plugins: [simulation],
  solidity: { version: "0.8.37", path: ${compiler}, settings: { metadata: { bytecodeHash: "none" } } },
};
`,
  );
  return async (...args) => await startHardhat(args, { cwd: folder }).end;
}
