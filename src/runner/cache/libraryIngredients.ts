import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, relative, resolve, sep } from "node:path";
import { packageEntries, sharedFolder } from "../projectFiles.ts";
import type { CodeFacts } from "./codeFacts.ts";
import type { Ingredients } from "./ingredients.ts";

/** This kit's package. */
const kit = dirname(createRequire(import.meta.url).resolve("../../../package.json"));

/** Of the modules that can be reached by what cells import from the project's own library; of this kit's own, none. */
export async function libraryIngredients(root: string, facts: CodeFacts): Promise<Ingredients> {
  return root === kit ? {} : await modulesFrom(packageEntries(root), "library", facts);
}

/** Of this kit's modules that can be reached by what cells import from it: all entries but the plugin's. */
export async function kitIngredients(facts: CodeFacts): Promise<Ingredients> {
  return await modulesFrom(packageEntries(kit, ["."]), "kit", facts);
}

/**
 * The modules that can be reached from some entries, each by the code and the types that it has. What cells cannot
 * reach, the command line for example, is not among them; comments do not count.
 *
 * @param what - comes before the modules' names, which are their paths from the folder that the entries share
 */
async function modulesFrom(entries: readonly string[], what: string, facts: CodeFacts): Promise<Ingredients> {
  const folder = sharedFolder(entries) ?? "";
  const found = new Map<string, string>();
  let level = [...new Set(entries.map(withoutEnding))];
  while (level.length > 0) {
    const modules = await Promise.all(level.map((path) => readModule(path, facts)));
    for (const [index, { digest }] of modules.entries()) found.set(level[index] ?? "", digest);
    const next = modules.flatMap(({ imports }, index) =>
      imports
        .filter((path) => path.startsWith("."))
        .map((path) => withoutEnding(resolve(dirname(level[index] ?? ""), path))),
    );
    level = [...new Set(next)].filter((path) => !found.has(path));
  }
  return Object.fromEntries(
    [...found]
      .map(([path, digest]) => [`${what} ${relative(folder, path).split(sep).join("/")}`, digest] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

interface Module {
  readonly digest: string;
  readonly imports: readonly string[];
}

/** What compiled modules and their types end in. */
const endings = [".js", ".mjs", ".cjs", ".d.ts", ".d.mts", ".d.cts"];

/** Code and types belong together: the types decide whether a cell compiles. */
async function readModule(path: string, facts: CodeFacts): Promise<Module> {
  const texts = await Promise.all(endings.map((ending) => readFile(path + ending, "utf8").catch(() => "")));
  // What is not a module, JSON for example, is what it says.
  if (texts.every((text) => text === "")) {
    const content = await readFile(path).catch(() => "");
    return { digest: hash("sha256", content), imports: [] };
  }
  const known = await Promise.all(texts.map((text) => facts.of(text)));
  const digests = known.map(({ digest }) => digest).join();
  return {
    digest: hash("sha256", digests),
    imports: known.flatMap(({ imports }) => imports),
  };
}

function withoutEnding(path: string): string {
  return path.replace(/(\.d)?\.[cm]?[jt]s$/, "");
}
