import { importFromProject } from "../common/importFromProject.ts";
import type * as hardhatModule from "hardhat";
import { reportOwnReads } from "./artifacts/ownArtifacts.ts";
import { PluginMissingError } from "./errors.ts";
import { readSettings, type Settings } from "./settings.ts";

/** A chain to fork from, as `simulation.forks` of the Hardhat config names it. */
export interface ForkConfig {
  /** Endpoint with archive data; may hold a key, so that it is only asked for when a fork is opened. */
  readonly url: () => Promise<string>;
  /** Sent with every request; may hold a key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the endpoint must answer to `eth_chainId`; absent if anything goes. */
  readonly chainId?: number;
  /** Block to fork from unless somebody chooses one. */
  readonly block?: number;
  /** Rules of the blocks to come. Default: those of the fork's block, or the newest on chains that Hardhat does not know. */
  readonly hardfork?: string;
}

/** The section `simulation` of a Hardhat config, resolved. */
export interface SimulationConfig {
  /** Folder of the notebooks, absolute. */
  readonly notebooks: string;
  /** Unix seconds at which a chain starts that no pack prepares. */
  readonly startTime: number;
  /** Rules of such a chain; `undefined` for the newest that Hardhat knows. */
  readonly hardfork: string | undefined;
  /** Folders of compiled contracts beside the project's own, absolute. */
  readonly artifacts: readonly string[];
  /** By name. */
  readonly forks: Readonly<Record<string, ForkConfig>>;
}

/** The Hardhat project that this process works in. */
export interface Project {
  /** Its folder, absolute. */
  readonly root: string;
  readonly config: SimulationConfig;
  readonly settings: Settings;
  readonly hardhat: typeof hardhatModule.default;
}

/**
 * Finds the project: Hardhat looks for its config from the working folder upwards, or takes `HARDHAT_CONFIG`.
 *
 * Hardhat is loaded here and not earlier, so that a notebook's `require` of this library stays possible.
 *
 * @throws PluginMissingError if the project's config does not list the plugin
 * @throws InvalidSettingError if the environment or `.env` holds a setting that cannot be meant
 */
export async function openProject(): Promise<Project> {
  const { default: hardhat } = await importFromProject<typeof hardhatModule>("hardhat");
  const { root, config: file } = hardhat.config.paths;
  const { simulation } = hardhat.config as { readonly simulation?: SimulationConfig };
  if (simulation === undefined) throw new PluginMissingError(file ?? root);
  reportOwnReads(hardhat.artifacts);
  return { root, config: simulation, settings: readSettings(root), hardhat };
}
