import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Finds a package that the project and this kit share. A kit that is linked into a project lies elsewhere and would
 * find another copy, which knows nothing of what the project's has loaded.
 *
 * @param name - of a package that the project installs, or of a file of it
 * @returns path of the project's; of this kit's where the project has none
 */
export function resolveFromProject(name: string): string {
  const { HARDHAT_CONFIG: config } = process.env;
  const project = config === undefined ? join(process.cwd(), "package.json") : resolve(config);
  try {
    return createRequire(project).resolve(name);
  } catch {
    return createRequire(import.meta.url).resolve(name);
  }
}

/** Imports a package that the project and this kit share, as {@link resolveFromProject} finds it. */
export async function importFromProject<Module>(name: string): Promise<Module> {
  return (await import(pathToFileURL(resolveFromProject(name)).href)) as Module;
}
