import { join } from "node:path";
import { config } from "dotenv";
import { parseEndpointHeaders } from "../rpc/endpointHeaders.ts";
import { InvalidSettingError } from "./errors.ts";

/** Where a chain's state can come from: made here, read from a real chain, or from a cassette of what was read. */
export const chainSources = ["embedded", "fork", "replay"] as const;

export type ChainSource = (typeof chainSources)[number];

/** What a person sets in the environment or in the project's `.env`. Absent is what nobody set. */
export interface Settings {
  /** `SIMULATION_SEED`. */
  readonly seed: string;
  /** `SIMULATION_CHAIN`. */
  readonly chain?: ChainSource;
  /** `SIMULATION_FORK`: name of an entry of `simulation.forks`. */
  readonly fork?: string;
  /** `MAINNET_HTTPS_URL`: holds a key, so it is never shown. */
  readonly endpoint?: string;
  /** `MAINNET_HTTPS_HEADERS`: holds a key, so it is never shown. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `SIMULATION_FORK_BLOCK`. */
  readonly block?: number;
  /** `SIMULATION_RECORD`: name of the cassette to record. */
  readonly record?: string;
  /** `SIMULATION_REPLAY`: name of the cassette to run from. */
  readonly replay?: string;
  /** All variables that are set, for packs. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Names of the variables that this kit reads; packs read others. */
export const settingNames: readonly string[] = [
  "SIMULATION_SEED",
  "SIMULATION_CHAIN",
  "SIMULATION_FORK",
  "SIMULATION_FORK_BLOCK",
  "SIMULATION_RECORD",
  "SIMULATION_REPLAY",
  "MAINNET_HTTPS_URL",
  "MAINNET_HTTPS_HEADERS",
];

/**
 * Reads the settings of a project: the environment first, then `.env` in the project's folder, then defaults.
 *
 * @param root - the project's folder
 * @throws InvalidSettingError if one of them cannot be meant
 */
export function readSettings(root: string): Settings {
  const fromFile: Record<string, string> = {};
  config({ path: join(root, ".env"), processEnv: fromFile, quiet: true });
  return parseSettings({ ...fromFile, ...withoutEmpty(process.env) });
}

/**
 * Reads the settings from variables; an empty one counts as not set.
 *
 * @throws InvalidSettingError if one of them cannot be meant; InvalidEndpointError if the headers cannot
 */
export function parseSettings(given: Readonly<Record<string, string | undefined>>): Settings {
  const variables = withoutEmpty(given);
  const { SIMULATION_SEED: seed, SIMULATION_CHAIN: chain, SIMULATION_FORK: fork } = variables;
  const { SIMULATION_FORK_BLOCK: block, SIMULATION_RECORD: record, SIMULATION_REPLAY: replay } = variables;
  const { MAINNET_HTTPS_URL: endpoint, MAINNET_HTTPS_HEADERS: headers } = variables;
  return {
    seed: seed ?? "simulation",
    ...(chain === undefined ? {} : { chain: parseSource(chain) }),
    ...(fork === undefined ? {} : { fork }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(headers === undefined ? {} : { headers: parseEndpointHeaders(headers) }),
    ...(block === undefined ? {} : { block: parseBlock(block) }),
    ...(record === undefined ? {} : { record }),
    ...(replay === undefined ? {} : { replay }),
    variables,
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
    message: `SIMULATION_CHAIN=${text} is no kind of chain.`,
    hint: `Use one of ${chainSources.join(", ")}, or leave it out: then the chain is a fork if MAINNET_HTTPS_URL is set.`,
  });
}

function parseBlock(text: string): number {
  const block = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(block)) return block;
  throw new InvalidSettingError({
    message: `SIMULATION_FORK_BLOCK=${text} is no block number.`,
    hint: "Give a whole number in digits, such as 13595416.",
  });
}
