import type { BlockInterval } from "./blockRules.ts";
import { InvalidSettingError } from "./errors.ts";
import type { ForkConfig, SimulationConfig } from "./project.ts";
import type { ChainSource, Settings } from "./settings.ts";

/** What a chain is opened from. */
export interface ChainOptions {
  /**
   * Where the chain's state comes from. Default: what the options below ask for; else `SIMULATION_CHAIN` of `.env`;
   * else a replay or a fork if `.env` has a cassette or an endpoint for one, and embedded otherwise.
   */
  readonly chain?: ChainSource;
  /** Everything random follows from it. Default: `SIMULATION_SEED` of `.env`, or `"simulation"`. */
  readonly seed?: string;
  /**
   * A file that `$.saveChain` or `saveChain` wrote: the chain goes on from there, with the seed of then. See
   * docs/state-files.md.
   */
  readonly from?: string;
  /** Unix seconds at which an embedded chain starts. Default: `simulation.startTime` of the Hardhat config. */
  readonly startTime?: number | bigint;
  /**
   * Seconds between blocks: whenever time passes, the blocks in between are mined, for protocols that count blocks.
   * `"sample"` mines only blocks that somebody asks for. Default: 12, as on mainnet.
   */
  readonly blockInterval?: BlockInterval | bigint;
  /** Rules of an embedded chain, as Hardhat names hardforks. Default: `simulation.hardfork`, or the newest. */
  readonly hardfork?: string;
  /** Which entry of `simulation.forks` to fork. Default: `SIMULATION_FORK` of `.env`, or `"mainnet"`. */
  readonly fork?: string;
  /** Block to fork from. Default: `SIMULATION_FORK_BLOCK` of `.env`, or the fork's entry in the Hardhat config. */
  readonly block?: number;
  /** Name of a cassette to record of what a fork reads: `forks/<name>.rpc`. Default: `SIMULATION_RECORD`, or none. */
  readonly record?: string;
  /** Name of the cassette that a replay reads: `forks/<name>.rpc`. Default: `SIMULATION_REPLAY`, or the only one. */
  readonly replay?: string;
}

/** Names of the options that there are. */
export const chainOptionNames: Readonly<Record<keyof ChainOptions, true>> = {
  chain: true,
  seed: true,
  from: true,
  startTime: true,
  blockInterval: true,
  hardfork: true,
  fork: true,
  block: true,
  record: true,
  replay: true,
};

/** A fork, and what it takes to open it. */
export interface ForkChoice {
  readonly source: "fork";
  readonly seed: string;
  /** Name of the chain that is forked. */
  readonly name: string;
  readonly fork: ForkConfig;
  readonly block: number;
  readonly record: string | undefined;
}

/** A replay, and what it takes to open it. */
export interface ReplayChoice {
  readonly source: "replay";
  readonly seed: string;
  readonly name: string;
  readonly fork: Omit<ForkConfig, "url" | "headers">;
  readonly cassette: string | undefined;
  /** Where the cassette must have forked; `undefined` takes it as it is. */
  readonly block: number | undefined;
}

/** A kind of chain, and what it takes to open it. */
export type ChainChoice = { readonly source: "embedded"; readonly seed: string } | ForkChoice | ReplayChoice;

/**
 * Decides which chain options and settings ask for; an option goes before the setting of the same meaning.
 *
 * @param forkBlock - where a pack forks unless somebody chooses
 * @throws InvalidSettingError if they contradict each other, or if endpoint or block of a fork are missing
 */
export function chooseChain(
  options: ChainOptions,
  settings: Settings,
  config: Pick<SimulationConfig, "forks">,
  forkBlock?: number,
): ChainChoice {
  const seed = options.seed ?? settings.seed;
  const source = sourceOf(options, settings);
  if (source === "embedded") return { source, seed };
  const name = options.fork ?? settings.fork ?? "mainnet";
  const chosen = options.block ?? settings.block;
  if (source === "replay") {
    const fork = Object.hasOwn(config.forks, name) ? { ...config.forks[name] } : {};
    return { source, seed, name, fork, cassette: options.replay ?? settings.replay, block: chosen };
  }
  const fork = findFork(name, settings, config);
  const block = chosen ?? fork.block ?? forkBlock;
  if (block === undefined) {
    throw new InvalidSettingError({
      message: `Nothing says at which block to fork ${name}.`,
      hint: `Give { block: … }, SIMULATION_FORK_BLOCK in .env, or simulation.forks.${name}.block in the Hardhat config: a fork of the latest block would be another one in every run.`,
    });
  }
  return { source, seed, name, fork, block, record: options.record ?? settings.record };
}

function findFork(name: string, settings: Settings, { forks }: Pick<SimulationConfig, "forks">): ForkConfig {
  const fork = Object.hasOwn(forks, name) ? forks[name] : undefined;
  if (fork !== undefined) return fork;
  const { endpoint, headers } = settings;
  if (name === "mainnet" && endpoint !== undefined) {
    return {
      url: () => Promise.resolve(endpoint),
      chainId: 1,
      ...(headers === undefined ? {} : { headers }),
    };
  }
  if (name === "mainnet") {
    throw new InvalidSettingError({
      message: "A fork reads mainnet, and MAINNET_HTTPS_URL is not set.",
      hint: "Put MAINNET_HTTPS_URL=https://… into .env (any Ethereum RPC endpoint with archive data), or use SIMULATION_CHAIN=replay with a cassette, or SIMULATION_CHAIN=embedded.",
    });
  }
  const known = ["mainnet", ...Object.keys(forks)];
  throw new InvalidSettingError({
    message: `There is no fork ${JSON.stringify(name)} in simulation.forks of the Hardhat config.`,
    hint: `There are ${known.join(", ")}. Add it: simulation: { forks: { ${JSON.stringify(name)}: { url: configVariable("…"), chainId: … } } }.`,
  });
}

function sourceOf(options: ChainOptions, settings: Settings): ChainSource {
  const { chain, startTime, hardfork, fork, block, record, replay } = options;
  if (record !== undefined && replay !== undefined) refuseBoth(record, replay);
  if (chain !== undefined) return chain;
  if (replay !== undefined) return "replay";
  if (record !== undefined || block !== undefined || fork !== undefined) return "fork";
  if (startTime !== undefined || hardfork !== undefined) return "embedded";
  return sourceOfSettings(settings);
}

function sourceOfSettings({ chain, endpoint, fork, record, replay }: Settings): ChainSource {
  if (record !== undefined && replay !== undefined) refuseBoth(record, replay);
  const isFork = endpoint !== undefined || record !== undefined || fork !== undefined;
  const source = chain ?? (replay !== undefined ? "replay" : isFork ? "fork" : "embedded");
  if (record !== undefined && source !== "fork") {
    throw new InvalidSettingError({
      message: `SIMULATION_RECORD=${record} records what a fork reads, and SIMULATION_CHAIN=${source} reads nothing.`,
      hint: "Record with SIMULATION_CHAIN=fork, or take SIMULATION_RECORD away.",
    });
  }
  if (replay !== undefined && source !== "replay") {
    throw new InvalidSettingError({
      message: `SIMULATION_REPLAY=${replay} is for a replay, and SIMULATION_CHAIN=${source} is none.`,
      hint: "Replay with SIMULATION_CHAIN=replay, or take SIMULATION_REPLAY away.",
    });
  }
  return source;
}

function refuseBoth(record: string, replay: string): never {
  throw new InvalidSettingError({
    message: `A run either records (${record}) or replays (${replay}).`,
    hint: "Give only one of SIMULATION_RECORD and SIMULATION_REPLAY.",
  });
}
