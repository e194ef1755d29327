import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { CodeFacts } from "./codeFacts.ts";
import type { Ingredients } from "./ingredients.ts";

/** Of the modules that can be reached from the compiled entry of the project's own library, `dist/index.js`. */
export async function libraryIngredients(entry: string, facts: CodeFacts): Promise<Ingredients> {
  return await modulesFrom([entry], dirname(entry), "library", facts);
}

/** Of this kit's modules that can be reached by what cells import from it. */
export async function kitIngredients(facts: CodeFacts): Promise<Ingredients> {
  const manifest = createRequire(import.meta.url).resolve("../../../package.json");
  const { exports } = JSON.parse(await readFile(manifest, "utf8")) as {
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  };
  const entries = Object.entries(exports).flatMap(([name, target]) =>
    name === "." || typeof target === "string" ? [] : join(dirname(manifest), target.default),
  );
  return await modulesFrom(entries, join(dirname(manifest), "dist"), "kit", facts);
}

/**
 * The modules that can be reached from some entries, each by the code and the types that it has. What cells cannot
 * reach, the command line for example, is not among them; comments do not count.
 *
 * @param folder - modules are named by their paths from it
 * @param what - comes before the names
 */
async function modulesFrom(
  entries: readonly string[],
  folder: string,
  what: string,
  facts: CodeFacts,
): Promise<Ingredients> {
  const found = new Map<string, string>();
  let level = entries.map(withoutEnding);
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

/** Code and types belong together: the types decide whether a cell compiles. */
async function readModule(path: string, facts: CodeFacts): Promise<Module> {
  const texts = await Promise.all(
    [".js", ".d.ts"].map((ending) => readFile(path + ending, "utf8").catch(() => "")),
  );
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
  return path.replace(/(\.d)?\.[jt]s$/, "");
}

/** The usual place of a project's compiled library. */
export function libraryEntry(root: string): string {
  return join(root, "dist", "index.js");
}
