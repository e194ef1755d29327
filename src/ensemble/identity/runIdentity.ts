import { hash } from "node:crypto";
import { artifactDigest } from "../../chain/artifacts/artifactUse.ts";
import { projectArtifacts } from "../../chain/artifacts/projectArtifacts.ts";
import { openProject } from "../../chain/project.ts";
import { kitVersion } from "../../common/kitVersion.ts";
import type { JsonValue } from "../../recording/exactValue.ts";
import type { LoadedScenario } from "../loadScenario.ts";
import type { Parameters } from "../scenario.ts";
import { parametersKey, trackParameters } from "../trackedParameters.ts";
import { moduleGraph } from "./moduleGraph.ts";

/** What runs of a scenario are known by. */
export interface ScenarioIdentity {
  /** SHA-256 of everything but parameters and seed: equal where equal runs give equal results. */
  readonly code: string;
  /** SHA-256 of a run's content. */
  runHash(parameters: Parameters, seed: string): Promise<string>;
}

/**
 * Finds out what a scenario's runs depend on: its code and the project's files that it imports, versions of packages,
 * compiled contracts, the chain that the settings choose, what its world says of itself, and the version of this kit.
 */
export async function identifyScenario({ file, name, scenario }: LoadedScenario): Promise<ScenarioIdentity> {
  const { root, config, settings } = await openProject();
  const { seed, chain, fork, block, replay } = settings;
  const shared = hash(
    "sha256",
    JSON.stringify({
      kit: kitVersion,
      scenario: name,
      modules: moduleGraph(file, root),
      contracts: (await (await projectArtifacts()).all()).map(artifactDigest),
      settings: [seed, chain ?? null, fork ?? null, block ?? null, replay ?? null],
      config: [config.startTime, config.hardfork ?? null],
    }),
  );
  const worlds = identifyWorlds(scenario.world?.identity);
  return {
    code: hash("sha256", JSON.stringify([shared, await worlds(scenario.parameters)])),
    runHash: async (parameters, runSeed) => {
      const names = Object.keys(parameters).sort();
      const content = [shared, await worlds(parameters), parametersKey(parameters, names), runSeed];
      return hash("sha256", JSON.stringify(content));
    },
  };
}

type IdentifyWorld = (parameters: Parameters) => Promise<JsonValue>;

/** Asks once for all parameters that are equal in what the answer depends on. */
function identifyWorlds(identify: IdentifyWorld | undefined): IdentifyWorld {
  const known: { readonly names: readonly string[]; readonly key: string; readonly identity: JsonValue }[] =
    [];
  return async (parameters) => {
    if (identify === undefined) return null;
    const same = known.find(({ names, key }) => parametersKey(parameters, names) === key);
    if (same !== undefined) return same.identity;
    const tracked = trackParameters(parameters);
    const identity = await identify(tracked.parameters);
    const names = tracked.finish();
    known.push({ names, key: parametersKey(parameters, names), identity });
    return identity;
  };
}
