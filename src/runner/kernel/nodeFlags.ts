import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/** What this library's modules end in: `.ts` as source, `.js` when compiled. */
export const moduleExtension = extname(fileURLToPath(import.meta.url));

/**
 * What Node has to be told to load modules of this library before a kernel: older versions strip types only when
 * told, and warn of it and of require() of a module.
 */
export function nodeFlags(): string[] {
  const stripTypes = "--experimental-strip-types";
  const needed = moduleExtension === ".ts" && process.allowedNodeEnvironmentFlags.has(stripTypes);
  return ["--disable-warning=ExperimentalWarning", ...(needed ? [stripTypes] : [])];
}
