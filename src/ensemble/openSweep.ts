import { join, resolve } from "node:path";
import { openProject } from "../chain/project.ts";
import { identifyScenario, type ScenarioIdentity } from "./identity/runIdentity.ts";
import { findScenario, type LoadedScenario, loadScenario } from "./loadScenario.ts";
import { ResultFolder } from "./resultFolder.ts";

/** A scenario, what its runs are known by, and where their results are kept. */
export interface OpenSweep {
  readonly loaded: LoadedScenario;
  readonly identity: ScenarioIdentity;
  readonly folder: ResultFolder;
}

/** Folder of a project in which results are kept. */
export const resultsFolder = "ensembles";

/**
 * Finds a scenario and the folder of its results.
 *
 * @param name - of a file in `scenarios/`, or a path
 * @param out - folder of the results. Default: `ensembles/<name>` in the project
 * @throws ScenarioNotFoundError
 */
export async function openSweep(name: string, out?: string): Promise<OpenSweep> {
  const { root } = await openProject();
  const loaded = await loadScenario(findScenario(name, root));
  const identity = await identifyScenario(loaded);
  const path = out === undefined ? join(root, resultsFolder, loaded.name) : resolve(out);
  return { loaded, identity, folder: new ResultFolder(path, Object.keys(loaded.scenario.parameters)) };
}
