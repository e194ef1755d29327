import { createRequire } from "node:module";

/** Version of this kit. */
export const kitVersion: string = (
  createRequire(import.meta.url)("../../package.json") as { version: string }
).version;
