import { existsSync, readdirSync } from "node:fs";
import { basename, extname, isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { closest } from "../common/closest.ts";
import { ScenarioNotFoundError } from "./errors.ts";
import type { Scenario } from "./scenario.ts";

/** Folder of a project in which scenarios lie. */
export const scenariosFolder = "scenarios";

/** A scenario's module. */
export interface LoadedScenario {
  /** The file's name without its ending. */
  readonly name: string;
  /** Path of the module. */
  readonly file: string;
  readonly scenario: Scenario;
}

const endings = [".ts", ".mts", ".js", ".mjs"];

/**
 * Finds the module that somebody means.
 *
 * @param name - of a file in `scenarios/`, without its ending; or a path
 * @param root - the project's folder
 * @throws ScenarioNotFoundError which lists those that there are
 */
export function findScenario(name: string, root: string): string {
  const candidates = [
    ...endings.map((ending) => join(root, scenariosFolder, name + ending)),
    isAbsolute(name) ? name : resolve(root, name),
  ];
  const found = candidates.find((file) => endings.includes(extname(file)) && existsSync(file));
  if (found !== undefined) return found;
  const folder = join(root, scenariosFolder);
  const names = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => endings.includes(extname(file)))
    .map((file) => basename(file, extname(file)));
  throw new ScenarioNotFoundError({
    message: `There is no scenario ${JSON.stringify(name)} in ${scenariosFolder}/.`,
    hint:
      names.length === 0
        ? `Write ${scenariosFolder}/${name}.ts, whose default export is defineScenario({ parameters, run }).`
        : `There are ${closest(name, names, names.length).join(", ")}; a path works as well.`,
  });
}

/**
 * Imports a scenario's module.
 *
 * @throws ScenarioNotFoundError if its default export is no scenario; whatever the module throws
 */
export async function loadScenario(file: string): Promise<LoadedScenario> {
  const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
  if (!isScenario(module.default)) {
    throw new ScenarioNotFoundError({
      message: `${file} does not export a scenario.`,
      hint: "Its default export is to be defineScenario({ parameters: { … }, run: async ({ $, parameters, random }) => ({ … }) }).",
    });
  }
  return { name: basename(file, extname(file)), file, scenario: module.default };
}

function isScenario(value: unknown): value is Scenario {
  if (typeof value !== "object" || value === null) return false;
  const { parameters, run } = value as Partial<Record<keyof Scenario, unknown>>;
  if (typeof run !== "function" || typeof parameters !== "object" || parameters === null) return false;
  return Object.values(parameters).every((each) =>
    ["number", "bigint", "string", "boolean"].includes(typeof each),
  );
}
