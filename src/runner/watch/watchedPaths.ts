import { isInside, partsInProject, type ProjectFiles } from "../projectFiles.ts";

/** What a change of a file may concern. */
export type Concern =
  /** What is compiled to contracts. */
  | "contracts"
  /** What is compiled to the library. */
  | "library"
  | "notebook"
  /** Settings that a running process has read already. */
  | "process"
  /** Anything else: it matters if a run has read it. */
  | "file";

/** Whether changes below a path can matter. */
export function isWatched(files: ProjectFiles, path: string): boolean {
  const parts = partsInProject(files, path);
  if (parts[0] === "..") return true;
  if (parts.some((part) => (part.startsWith(".") && part !== ".env") || part === "node_modules"))
    return false;
  return !files.written.some((folder) => isInside(folder, path));
}

/** What a change of a file may concern. */
export function concernOf(files: ProjectFiles, path: string): Concern {
  const parts = partsInProject(files, path);
  const [first = ""] = parts;
  if (path.endsWith(".ipynb")) return "notebook";
  if (parts.length === 1 && /^hardhat\.config\.\w+$/.test(first)) return "process";
  if (path.endsWith(".sol")) return "contracts";
  if (files.library === undefined) return "file";
  const isSource = files.library.sources.some((folder) => isInside(folder, path));
  return isSource || /^tsconfig[\w.]*\.json$/.test(first) ? "library" : "file";
}
