import { hash } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ArtifactUse, artifactUses } from "../../chain/artifacts/artifactUse.ts";
import { displayBundle } from "../../notebook/kernel/displayBundle.ts";
import { isInside, partsInProject, type ProjectFiles } from "../projectFiles.ts";

/** Environment variable that asks a kernel to report what its cells read: {@link ProjectFolders} as JSON. */
export const usesVariable = "SIMULATION_USES";

/** MIME type under which the kernel reports it; never written to a notebook. */
export const useMimeType = "application/vnd.simulation.use+json";

/** Something that a cell has read. */
export interface Use extends ArtifactUse {
  /** `"contract"`, or `"file"`: then `name` is its path in the project, with slashes. */
  readonly kind: "contract" | "file";
}

/** Digest of a file that is not there. */
export const noFile = "none";

/** What tells the project's own files from others. */
export type ProjectFolders = Pick<ProjectFiles, "root" | "accounted">;

/** Read by whoever runs in the project, and looked at by whoever runs the cells. */
const settingFiles = /^(package(-lock)?\.json|tsconfig[\w.]*\.json|hardhat\.config\.\w+)$|\.ipynb$/;

/**
 * Reports to the runner which compiled contracts and which files of the project are read from now on in this process,
 * each once, if the runner asks for it.
 */
export function reportUses(): void {
  const asked = process.env[usesVariable];
  if (asked === undefined) return;
  const files = JSON.parse(asked) as ProjectFolders;
  const reported = new Set<string>();
  const report = (kind: Use["kind"], name: string, digest: () => string): void => {
    const key = `${kind} ${name}`;
    if (reported.has(key)) return;
    // First of all: reading a file for its digest is reading it, too.
    reported.add(key);
    const use: Use = { kind, name, digest: digest() };
    displayBundle({ data: { [useMimeType]: use } });
  };
  subscribe(artifactUses, (use) => {
    const { name, digest } = use as ArtifactUse;
    report("contract", name, () => digest);
  });
  followReads((path) => {
    const name = nameInProject(files, path);
    if (name !== undefined) report("file", name, () => fileDigest(resolve(files.root, name)));
  });
}

/**
 * The name under which a file counts as read: its path in the project, or nothing if it is none of the project's own
 * files, or known in other ways.
 */
export function nameInProject(files: ProjectFolders, path: string): string | undefined {
  const parts = partsInProject(files, path);
  const name = parts.join("/");
  const isForeign = name === "" || parts.some((part) => part.startsWith(".") || part === "node_modules");
  const isAccounted = files.accounted.some((folder) => isInside(folder, resolve(path)));
  return isForeign || isAccounted || settingFiles.test(name) ? undefined : name;
}

/** SHA-256 of a file's content. */
export function fileDigest(path: string): string {
  try {
    return hash("sha256", fs.readFileSync(path));
  } catch {
    return noFile;
  }
}

type Read = (...args: unknown[]) => unknown;

/** Calls back before a file is read through `node:fs`, whoever does it. Folders and writers do not count. */
function followReads(onRead: (path: string) => void): void {
  const follow = (module: object, name: string): void => {
    const read = Reflect.get(module, name) as Read;
    Reflect.set(module, name, function (this: unknown, ...args: unknown[]): unknown {
      const [path, flags] = args;
      const reads = !name.startsWith("open") || flags === undefined || flags === "r";
      if (reads && typeof path === "string") onRead(path);
      else if (reads && path instanceof URL && path.protocol === "file:") onRead(fileURLToPath(path));
      return Reflect.apply(read, this, args);
    });
  };
  for (const name of ["readFile", "readFileSync", "createReadStream", "open", "openSync"]) follow(fs, name);
  for (const name of ["readFile", "open"]) follow(fs.promises, name);
  syncBuiltinESMExports();
}
