import { hash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readSettings, settingNames } from "../../chain/settings.ts";
import { SimulationError } from "../../common/errors.ts";
import { codeCellsOf, type NotebookDocument } from "../notebookDocument.ts";
import type { CodeFacts } from "./codeFacts.ts";
import type { Ingredients } from "./ingredients.ts";
import { kitIngredients, libraryIngredients } from "./libraryIngredients.ts";

/** Settings that may be shown; an endpoint's address holds a key. */
const secretSettings = ["MAINNET_HTTPS_URL", "MAINNET_HTTPS_HEADERS"];

/** What a run of a notebook is given by the notebook itself: the code of its cells, in order. */
export function notebookIngredients(notebook: NotebookDocument): Ingredients {
  return Object.fromEntries(
    codeCellsOf(notebook).map((cell, index) => [`cell ${index + 1}`, hash("sha256", cell.source)]),
  );
}

/**
 * What all notebooks of a project are given: parameters, settings, library, packages, and what runs them.
 *
 * @param root - the project's folder
 * @param parameters - what cells read with `parameter()`
 * @param settings - variables that decide about chains besides those of this kit
 */
export async function projectIngredients(
  root: string,
  settings: readonly string[],
  parameters: Readonly<Record<string, string>>,
  facts: CodeFacts,
): Promise<Ingredients> {
  const { HARDHAT_CONFIG: configFile } = process.env;
  const configs = ["hardhat.config.ts", "hardhat.config.js"];
  const config = await readFirst(root, configFile === undefined ? configs : [resolve(configFile)]);
  return {
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`parameter ${name}`, value])),
    ...settingIngredients(root, [...settingNames, ...settings]),
    "hardhat.config": (await facts.of(config)).digest,
    "npm packages": hash("sha256", await readLocks(root)),
    node: process.version,
    ...(await libraryIngredients(root, facts)),
    ...(await kitIngredients(facts)),
  };
}

/** The code that runs notebooks, as it is when this is asked: as a process that asks early has loaded it. */
export async function runnerIngredients(facts: CodeFacts): Promise<Ingredients> {
  const ending = extname(fileURLToPath(import.meta.url));
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith(ending) && !name.endsWith(".d.ts"),
  );
  const modules = await Promise.all(
    names.sort().map(async (name) => (await facts.of(await readFile(join(folder, name), "utf8"))).digest),
  );
  return { runner: hash("sha256", modules.join()) };
}

/** What package managers write about what they have installed, or are to install. */
const lockFiles = [
  join("node_modules", ".package-lock.json"),
  join("node_modules", ".pnpm", "lock.yaml"),
  "package-lock.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
];

async function readLocks(root: string): Promise<Buffer> {
  return Buffer.concat(await Promise.all(lockFiles.map((name) => readNearest(root, name))));
}

/** In a workspace, locks lie above the project. */
async function readNearest(folder: string, name: string): Promise<Buffer> {
  const content = await readFile(join(folder, name)).catch(() => undefined);
  if (content !== undefined) return content;
  return folder === dirname(folder) ? Buffer.alloc(0) : await readNearest(dirname(folder), name);
}

/** What is wrong with a setting, the run will tell. */
function settingIngredients(root: string, names: readonly string[]): Ingredients {
  try {
    return Object.fromEntries(
      Object.entries(readSettings(root).variables)
        .filter(([name]) => names.includes(name))
        .map(([name, value]) => [
          `setting ${name}`,
          secretSettings.includes(name) ? hash("sha256", value) : value,
        ]),
    );
  } catch (error) {
    if (error instanceof SimulationError) return { settings: error.message };
    throw error;
  }
}

async function readFirst(root: string, names: readonly string[]): Promise<string> {
  for (const name of names) {
    const text = await readFile(resolve(root, name), "utf8").catch(() => undefined);
    if (text !== undefined) return text;
  }
  return "";
}
