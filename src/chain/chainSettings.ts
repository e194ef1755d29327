import { fileURLToPath } from "node:url";
import { config } from "dotenv";
import { mainnetKeep3r } from "../keep3r/candidates/candidate.ts";
import { parseEndpointHeaders } from "../rpc/endpointHeaders.ts";
import { InvalidSettingError } from "./errors.ts";
import { type ChainSource, chainSources } from "./chainChoice.ts";

/** What a person sets in the environment or in `.env`; see `.env.example`. Absent is what nobody set. */
export interface ChainSettings {
  readonly preset: string;
  readonly seed: string;
  /** `KEEP3R`. */
  readonly keep3r: string;
  /** `CHAIN`. */
  readonly chain?: ChainSource;
  /** `MAINNET_HTTPS_URL`: holds a key, so it is never shown. */
  readonly endpoint?: string;
  /** `MAINNET_HTTPS_HEADERS`: headers for the endpoint; they may hold a key too. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `FORK_BLOCK_NUMBER`. */
  readonly block?: number;
  /** `RECORD`: name of the recording to make. */
  readonly record?: string;
  /** `REPLAY`: name of the recording to run from. */
  readonly replay?: string;
}

/**
 * Reads the settings: the environment first, then the project's `.env`, then defaults.
 *
 * @throws InvalidSettingError if one of them cannot be meant
 */
export function readChainSettings(): ChainSettings {
  const fromFile: Record<string, string> = {};
  config({ path: fileURLToPath(new URL("../../.env", import.meta.url)), processEnv: fromFile, quiet: true });
  return parseChainSettings({ ...fromFile, ...withoutEmpty(process.env) });
}

/**
 * Reads the settings from variables; an empty one counts as not set.
 *
 * @throws InvalidSettingError if one of them cannot be meant; InvalidEndpointError if the headers cannot
 */
export function parseChainSettings(variables: Readonly<Record<string, string | undefined>>): ChainSettings {
  const {
    PRESET,
    SEED,
    CHAIN,
    MAINNET_HTTPS_URL,
    MAINNET_HTTPS_HEADERS,
    FORK_BLOCK_NUMBER,
    RECORD,
    REPLAY,
    KEEP3R,
  } = withoutEmpty(variables);
  return {
    preset: PRESET ?? "documentation",
    seed: SEED ?? "simulation",
    keep3r: KEEP3R ?? mainnetKeep3r,
    ...(CHAIN === undefined ? {} : { chain: parseSource(CHAIN) }),
    ...(MAINNET_HTTPS_URL === undefined ? {} : { endpoint: MAINNET_HTTPS_URL }),
    ...(MAINNET_HTTPS_HEADERS === undefined ? {} : { headers: parseEndpointHeaders(MAINNET_HTTPS_HEADERS) }),
    ...(FORK_BLOCK_NUMBER === undefined ? {} : { block: parseBlock(FORK_BLOCK_NUMBER) }),
    ...(RECORD === undefined ? {} : { record: RECORD }),
    ...(REPLAY === undefined ? {} : { replay: REPLAY }),
  };
}

function withoutEmpty(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined || value.trim() === "" ? [] : [[name, value.trim()]],
    ),
  );
}

function parseSource(text: string): ChainSource {
  const source = chainSources.find((known) => known === text);
  if (source !== undefined) return source;
  throw new InvalidSettingError({
    message: `CHAIN=${text} is no kind of chain.`,
    hint: `Use one of ${chainSources.join(", ")}, or leave it out: then the chain is a fork if MAINNET_HTTPS_URL is set.`,
  });
}

function parseBlock(text: string): number {
  const block = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(block)) return block;
  throw new InvalidSettingError({
    message: `FORK_BLOCK_NUMBER=${text} is no block number.`,
    hint: "Give a whole number in digits, such as 13595416, the first block at which Keep3r V2 is complete.",
  });
}
