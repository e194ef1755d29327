import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Where the build declares a project's contracts for the compiler, from the project's folder. */
export const declarationsFile: string = join("types", "simulation.d.ts");

/**
 * Finds what the build has declared of the contracts of the project that a kernel works in. Hardhat takes the npm
 * package around its config for the project.
 *
 * @param folder - the kernel's working folder, in the project
 * @param config - path of the Hardhat config where it is not found from that folder upwards
 * @returns paths; none where nothing has been built
 */
export function findDeclarations(folder: string, config = process.env.HARDHAT_CONFIG): readonly string[] {
  let from = config === undefined ? resolve(folder) : dirname(resolve(folder, config));
  while (!existsSync(join(from, "package.json")) && from !== dirname(from)) from = dirname(from);
  const file = join(from, declarationsFile);
  return existsSync(file) ? [file] : [];
}
