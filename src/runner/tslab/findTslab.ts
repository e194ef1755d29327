import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UnsupportedTslabError } from "../errors.ts";
import { findPackage } from "../kernel/findPackage.ts";

/** Versions of tslab whose inside this kit knows. */
export const supportedTslab: readonly string[] = ["1.0.22"];

/** A tslab that is installed. */
export interface Tslab {
  /** Path of its entry file, from where its modules are resolved. */
  readonly entry: string;
  /** Path of its command. */
  readonly command: string;
  /** Its package's folder. */
  readonly folder: string;
  readonly version: string;
}

/**
 * Finds the tslab that runs the cells of a folder: that of the project around it, or else the one beside this kit. It
 * is the one that tslab itself looks for at its start.
 *
 * @param folder - where the cells run
 * @throws MissingPackageError if there is none
 * @throws UnsupportedTslabError if its version is not one that this kit can mend
 */
export function findTslab(folder: string): Tslab {
  const entry = findPackage("tslab", folder);
  const home = dirname(dirname(entry));
  const { version } = createRequire(entry)("../package.json") as { readonly version: string };
  const tslab = { entry, command: join(home, "bin", "tslab"), folder: home, version };
  if (!supportedTslab.includes(version)) throw new UnsupportedTslabError(tslab, supportedTslab);
  return tslab;
}
