import { createRequire } from "node:module";
import type * as zeromq from "zeromq";
import { findPackage } from "./findPackage.ts";

/**
 * Loads the library that talks to kernels; only what runs notebooks needs it.
 *
 * @throws MissingPackageError if it is not installed
 */
export function loadZeromq(): typeof zeromq {
  return createRequire(import.meta.url)(findPackage("zeromq", ".")) as typeof zeromq;
}
