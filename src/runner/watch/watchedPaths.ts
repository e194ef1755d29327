import { relative, sep } from "node:path";
import { declarationsFile } from "../tslab/projectDeclarations.ts";

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

/** Folders that tools write, and that nobody edits. */
const toolFolders = ["node_modules", "artifacts", "cache", "charts", "exports"];

/**
 * Whether changes below a path can matter.
 *
 * @param root - the project's folder
 * @param isBuilt - whether the watcher builds the library: what it writes is then no news
 */
export function isWatched(root: string, path: string, isBuilt: boolean): boolean {
  const parts = partsOf(root, path);
  const [first = "", second] = parts;
  if (first === "..") return true;
  if (parts.some((part) => (part.startsWith(".") && part !== ".env") || part === "node_modules"))
    return false;
  if (toolFolders.includes(first) || parts.join(sep) === declarationsFile) return false;
  return !isBuilt || (first !== "dist" && !(first === "src" && second === "contracts"));
}

/** What a change of a file may concern. */
export function concernOf(root: string, path: string): Concern {
  const parts = partsOf(root, path);
  const [first = ""] = parts;
  if (path.endsWith(".ipynb")) return "notebook";
  if (parts.length === 1 && /^hardhat\.config\.\w+$/.test(first)) return "process";
  if (path.endsWith(".sol")) return "contracts";
  if (first === "src" || /^tsconfig[\w.]*\.json$/.test(first)) return "library";
  return "file";
}

function partsOf(root: string, path: string): string[] {
  return relative(root, path)
    .split(sep)
    .filter((part) => part !== "");
}
