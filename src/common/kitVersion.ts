import { createRequire } from "node:module";

const manifest = createRequire(import.meta.url)("../../package.json") as {
  readonly name: string;
  readonly version: string;
};

/** Version of this kit. */
export const kitVersion: string = manifest.version;

/** Name under which projects install this kit. */
export const packageName: string = manifest.name;
