import { hash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";

const codeEnding = /\.[cm]?[jt]sx?$/;

/** Texts in quotes without line breaks: whichever of them names a file beside the module belongs to it. */
const quoted = /(["'`])((?:\\.|(?!\1)[^\\\n])*)\1/g;

/** What stands after `from`, `import` or `require(`, of packages. */
const specifier = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'`]([^"'`\n]+)["'`]/g;

const resolvedEndings = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"];

/**
 * Digests of what a module is made from: itself, the project's files that it or these name by a relative path, whether
 * they import them or read them as data, and the packages that they import, by version. A package that is linked in,
 * from elsewhere in a workspace for example, counts by its files.
 *
 * Files are found by the paths that stand in the code as texts. That finds more than what is imported, never less; a
 * path that is put together while the code runs is not found.
 *
 * @param file - path of the module
 * @param root - the project's folder
 * @returns digest by path from the project's folder, or version by package, in order of their names
 */
export function moduleGraph(file: string, root: string): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  const pending = [realpathSync(file)];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const name = relative(root, path).split(sep).join("/");
    if (found.has(name)) continue;
    const content = readFileSync(path);
    found.set(name, hash("sha256", content));
    if (!codeEnding.test(path)) continue;
    const text = content.toString("utf8");
    for (const [, , named = ""] of text.matchAll(quoted)) pending.push(...besides(path, named));
    for (const [, named = ""] of text.matchAll(specifier)) {
      const used = packageOf(named, path);
      if (used === undefined) continue;
      if ("file" in used) pending.push(used.file);
      else found.set(`package ${used.name}`, used.version);
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Files beside a module that a text names. */
function besides(module: string, text: string): string[] {
  if (!/^\.{1,2}\//.test(text)) return [];
  const path = resolve(dirname(module), text);
  const candidates = [
    ...resolvedEndings.map((ending) => path + ending),
    join(path, "index.ts"),
    join(path, "index.js"),
  ];
  const file = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  return file === undefined ? [] : [realpathSync(file)];
}

type Used = { readonly name: string; readonly version: string } | { readonly file: string };

/** What an import of a package means; nothing of Node's own modules and of paths. */
function packageOf(named: string, from: string): Used | undefined {
  if (named.startsWith(".") || named.startsWith("/") || /^[a-z]+:/.test(named)) return undefined;
  const parts = named.split("/");
  const name = parts.slice(0, named.startsWith("@") ? 2 : 1).join("/");
  const manifest = named.startsWith("#") ? undefined : findManifest(name, dirname(from));
  if (manifest !== undefined && realpathSync(manifest).split(sep).includes("node_modules")) {
    const { version = "" } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version?: string };
    return { name, version };
  }
  // Linked in, or an import that the project's package.json maps: its files are the project's.
  const file = resolveModule(named, from);
  return file === undefined ? undefined : { file };
}

function resolveModule(named: string, from: string): string | undefined {
  try {
    const file = createRequire(from).resolve(named);
    return file.startsWith(sep) || /^[A-Za-z]:/.test(file) ? realpathSync(file) : undefined;
  } catch {
    return undefined;
  }
}

function findManifest(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, "node_modules", name, "package.json");
    if (existsSync(manifest)) return manifest;
    if (folder === dirname(folder)) return undefined;
  }
}
