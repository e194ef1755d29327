import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { MissingPackageError } from "../errors.ts";

/**
 * Finds a package that whoever runs notebooks installs beside this kit.
 *
 * @param name - such as `"tslab"`
 * @param folder - the project's folder, or one in it; it is looked for from there first, then from the Hardhat config,
 *   and then from this kit
 * @returns path of the package's entry file
 * @throws MissingPackageError if it is in none of these places, with the command that installs it
 */
export function findPackage(name: string, folder: string): string {
  const { HARDHAT_CONFIG: config } = process.env;
  const configs = config === undefined ? [] : [resolve(config)];
  for (const from of [join(resolve(folder), "package.json"), ...configs, import.meta.url]) {
    try {
      return createRequire(from).resolve(name);
    } catch {
      // It may be in another place.
    }
  }
  throw new MissingPackageError(name, folder);
}
