import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type * as Compiler from "typescript";
import { findTslab } from "./tslab/findTslab.ts";
import { declarationsFile } from "./tslab/projectDeclarations.ts";
import { compilerOfTslab } from "./tslab/tslabModules.ts";

/** Where the files of a project are that nobody edits, and those of its library. */
export interface ProjectFiles {
  /** The project's folder. */
  readonly root: string;
  /** What tools write and nobody edits: paths of folders and files. */
  readonly written: readonly string[];
  /** Besides, what is known to be read in other ways than by name: the compiled library. */
  readonly accounted: readonly string[];
  /** The library that cells import, if the project builds one. */
  readonly library?: LibraryFiles;
}

/** A library as its `tsconfig.build.json` describes it. */
export interface LibraryFiles {
  /** Path of that file. */
  readonly config: string;
  /** Folders of its sources. */
  readonly sources: readonly string[];
}

/** What tools write in every project. */
const toolFolders = [
  "node_modules",
  "artifacts",
  "cache",
  "charts",
  "exports",
  "ensembles",
  declarationsFile,
];

/**
 * Finds out which files of a project are written by tools.
 *
 * @param root - the project's folder
 * @param more - folders where this project's configuration has tools write
 */
export function findProjectFiles(root: string, more: readonly string[] = []): ProjectFiles {
  const { built, ...files } = findLibrary(root);
  const written = [...toolFolders.map((folder) => join(root, folder)), ...more, ...built];
  const compiled = sharedFolder(packageEntries(root));
  const accounted = compiled === undefined || compiled === root ? written : [...written, compiled];
  return { root, written, accounted, ...files };
}

/**
 * What users of a package import: the targets of its `exports`, or of `main`, or `dist/index.js`.
 *
 * @param folder - the package's
 * @param except - names of exports to leave out
 * @returns paths, of declarations too; they need not exist
 */
export function packageEntries(folder: string, except: readonly string[] = []): string[] {
  const file = join(folder, "package.json");
  const { exports, main = "dist/index.js" } = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { readonly exports?: unknown; readonly main?: string })
    : {};
  const kept = (value: object) => Object.entries(value).filter(([name]) => !except.includes(name));
  const targetsOf = (value: unknown): string[] => {
    if (typeof value === "string") return /\.json$|\*/.test(value) ? [] : [value];
    if (typeof value !== "object" || value === null) return [];
    return kept(value).flatMap(([, part]) => targetsOf(part));
  };
  return targetsOf(exports ?? main).map((target) => resolve(folder, target));
}

/** The innermost folder in which all of some files lie; `undefined` if there are none. */
export function sharedFolder(paths: readonly string[]): string | undefined {
  const shared = (a: string, b: string): string =>
    isInside(a, b) || a === dirname(a) ? a : shared(dirname(a), b);
  const [first, ...others] = paths.map((path) => dirname(path));
  return first === undefined ? undefined : others.reduce(shared, first);
}

function findLibrary(root: string): { readonly built: readonly string[]; readonly library?: LibraryFiles } {
  const config = join(root, "tsconfig.build.json");
  if (!existsSync(config)) return { built: [] };
  const ts = loadCompiler(root);
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const parsed = ts.getParsedCommandLineOfConfigFile(config, {}, host);
  const { rootDir, outDir } = parsed?.options ?? {};
  const folders = [...Object.keys(parsed?.wildcardDirectories ?? {}), rootDir ?? []].flat();
  const sources = [...new Set(folders.map((folder) => resolve(folder)))];
  return { built: outDir === undefined ? [] : [resolve(outDir)], library: { config, sources } };
}

/**
 * Loads the compiler of cells, which is always there. That takes a while.
 *
 * @param folder - the project's folder
 */
export function loadCompiler(folder: string): typeof Compiler {
  return createRequire(findTslab(folder).entry)(compilerOfTslab) as typeof Compiler;
}

/** Whether a path is a folder's or lies in it. */
export function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/** The parts of a path from the project's folder; none for that folder itself. */
export function partsInProject({ root }: Pick<ProjectFiles, "root">, path: string): string[] {
  return relative(root, resolve(path))
    .split(sep)
    .filter((part) => part !== "");
}
