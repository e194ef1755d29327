import type { ConfigurationVariable } from "hardhat/types/config";
import type { SimulationConfig } from "../chain/project.ts";
import type { SimulationHooks } from "./packs.ts";

/** A chain to fork from. */
export interface ForkUserConfig {
  /** Endpoint with archive data: a URL, or `configVariable("NAME")`, so that its key lies in Hardhat's keystore. */
  readonly url: string | ConfigurationVariable;
  /** Sent with every request; may hold a key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the endpoint must answer to `eth_chainId`. Default: anything goes. */
  readonly chainId?: number;
  /** Block to fork from unless somebody chooses one. */
  readonly block?: number;
  /** Rules of the blocks to come. Default: those of the fork's block; the newest on chains that Hardhat does not know. */
  readonly hardfork?: string;
}

/** The section `simulation` of a Hardhat config; all of it may be left out. */
export interface SimulationUserConfig {
  /** Folder of the notebooks. Default: `"notebooks"`. */
  readonly notebooks?: string;
  /** When a chain starts that no pack prepares: unix seconds, or a date. Default: 2026-01-01 00:00 UTC. */
  readonly startTime?: number | string | Date;
  /** Rules of such a chain. Default: the newest that Hardhat knows. */
  readonly hardfork?: string;
  /**
   * Folders of compiled contracts beside the project's own, in the project or in its packages, whichever tool wrote
   * them: `"out"`, `"@aave/core-v3/artifacts"`. Default: `["out"]` in a project with a `foundry.toml`.
   */
  readonly artifacts?: readonly string[];
  /** Chains to fork from, by name. Default: `mainnet`, whose endpoint is `MAINNET_HTTPS_URL`. */
  readonly forks?: Readonly<Record<string, ForkUserConfig>>;
}

declare module "hardhat/types/config" {
  interface HardhatUserConfig {
    simulation?: SimulationUserConfig;
  }
  interface HardhatConfig {
    simulation: SimulationConfig;
  }
}

declare module "hardhat/types/hooks" {
  interface HardhatHooks {
    simulation: SimulationHooks;
  }
}
