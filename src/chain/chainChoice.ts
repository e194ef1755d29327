import { InvalidSettingError } from "./errors.ts";
import type { ChainSettings } from "./chainSettings.ts";
import type { Preset } from "../keep3r/network/preset.ts";

/** Where a chain's state can come from: made here, read from mainnet, or from a recording of what was read. */
export const chainSources = ["embedded", "fork", "replay"] as const;

export type ChainSource = (typeof chainSources)[number];

/** The first block at which mainnet's Keep3r V2 is complete: its pair manager factory was deployed last. */
export const keep3rV2Block = 13_595_416;

/** What a chain is opened from. */
export interface ChainOptions {
  /**
   * Where the chain's state comes from. Default: embedded if `preset` is given, replay or fork if an option below
   * asks for it; else `CHAIN` of `.env`; else a fork if `MAINNET_HTTPS_URL` is set, and embedded otherwise.
   */
  readonly chain?: ChainSource;
  /** Market state that an embedded chain starts from: a preset, or a preset's name. Default: `PRESET` of `.env`, or `"documentation"`. */
  readonly preset?: Preset | string;
  /** Everything random follows from it. Default: `SEED` of `.env`, or `"simulation"`. */
  readonly seed?: string;
  /**
   * Which contract stands in place of mainnet's Keep3r V2: a contract's name, or `path/File.sol:Name`. Default:
   * `KEEP3R` of `.env`, or `"Keep3r"`, mainnet's own. See docs/candidates.md.
   */
  readonly keep3r?: string;
  /**
   * A file that `$.saveChain` or `saveChain` wrote: the chain goes on from there. It brings its own preset, seed and
   * Keep3r V2. See docs/state-files.md.
   */
  readonly from?: string;
  /** Block of mainnet to fork from. Default: `FORK_BLOCK_NUMBER` of `.env`, or 13595416. */
  readonly block?: number;
  /** Name of a recording to make of what a fork reads: `forks/<name>.rpc`. Default: `RECORD`, or none. */
  readonly record?: string;
  /** Name of the recording that a replay reads: `forks/<name>.rpc`. Default: `REPLAY`, or the only one that there is. */
  readonly replay?: string;
}

/** A kind of chain, and what it needs to be opened. */
export type ChainChoice =
  | { readonly source: "embedded"; readonly seed: string; readonly preset: Preset | string }
  | {
      readonly source: "fork";
      readonly seed: string;
      /** May hold a key: never shown. */
      readonly endpoint: string;
      /** For the endpoint; may hold a key too. */
      readonly headers?: Readonly<Record<string, string>>;
      readonly block: number;
      readonly record: string | undefined;
    }
  | {
      readonly source: "replay";
      readonly seed: string;
      readonly recording: string | undefined;
      /** Where the recording must have forked; `undefined` takes it as it is. */
      readonly block: number | undefined;
    };

/**
 * Decides which chain options and settings ask for; an option goes before the setting of the same meaning.
 *
 * @throws InvalidSettingError if they contradict each other, or if an endpoint is missing
 */
export function chooseChain(options: ChainOptions, settings: ChainSettings): ChainChoice {
  const seed = options.seed ?? settings.seed;
  const source = sourceOf(options, settings);
  if (source === "embedded") return { source, seed, preset: options.preset ?? settings.preset };
  const block = options.block ?? settings.block;
  if (source === "replay") {
    return { source, seed, recording: options.replay ?? settings.replay, block };
  }
  const { endpoint, headers } = settings;
  if (endpoint === undefined) {
    throw new InvalidSettingError({
      message: "A fork reads mainnet, and MAINNET_HTTPS_URL is not set.",
      hint: "Put MAINNET_HTTPS_URL=https://… into .env (any Ethereum RPC endpoint with archive data), or use CHAIN=replay with a recording, or CHAIN=embedded.",
    });
  }
  const record = options.record ?? settings.record;
  return {
    source,
    seed,
    endpoint,
    ...(headers === undefined ? {} : { headers }),
    block: block ?? keep3rV2Block,
    record,
  };
}

function sourceOf(options: ChainOptions, settings: ChainSettings): ChainSource {
  const { chain, preset, block, record, replay } = options;
  if (record !== undefined && replay !== undefined) refuseBoth(record, replay);
  if (chain !== undefined) return chain;
  if (replay !== undefined) return "replay";
  if (record !== undefined || block !== undefined) return "fork";
  if (preset !== undefined) return "embedded";
  return sourceOfSettings(settings);
}

function sourceOfSettings({ chain, endpoint, record, replay }: ChainSettings): ChainSource {
  if (record !== undefined && replay !== undefined) refuseBoth(record, replay);
  const source =
    chain ??
    (replay !== undefined ? "replay" : endpoint !== undefined || record !== undefined ? "fork" : "embedded");
  if (record !== undefined && source !== "fork") {
    throw new InvalidSettingError({
      message: `RECORD=${record} records what a fork reads, and CHAIN=${source} reads nothing.`,
      hint: "Record with CHAIN=fork, or take RECORD away.",
    });
  }
  if (replay !== undefined && source !== "replay") {
    throw new InvalidSettingError({
      message: `REPLAY=${replay} is for a replay, and CHAIN=${source} is none.`,
      hint: "Replay with CHAIN=replay, or take REPLAY away.",
    });
  }
  return source;
}

function refuseBoth(record: string, replay: string): never {
  throw new InvalidSettingError({
    message: `A run either records (${record}) or replays (${replay}).`,
    hint: "Give only one of RECORD and REPLAY.",
  });
}
