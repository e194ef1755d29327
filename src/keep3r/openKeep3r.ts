import type { Chain } from "../chain/chain.ts";
import { type ChainOptions, openChain } from "../chain/openChain.ts";
import { openNotebook } from "../notebook/openNotebook.ts";
import { parameter } from "../notebook/kernel/parameter.ts";
import { keep3rFactories, type Keep3rNotebook } from "./keep3rNotebook.ts";
import { keep3rPack, type Keep3rPackOptions } from "./keep3rPack.ts";

/** What a chain with the Keep3r Network is opened from. */
export interface Keep3rOptions extends ChainOptions, Keep3rPackOptions {}

/**
 * Opens a chain with the Keep3r Network on it.
 *
 * @param options - what to open it from; a text is the path of a state file, short for `{ from }`
 * @throws InvalidPresetError if the preset is unknown or impossible
 * @throws ForkTooEarlyError if the fork block is older than the KP3R/WETH pool
 * @throws UnknownContractError, InvalidCandidateError if `keep3r` is unknown, not a Keep3r V2, or has no place on a
 *   fork that has V2 already; and whatever `openChain` throws
 * @example const chain = await openKeep3rChain({ preset: "documentation" });
 */
export async function openKeep3rChain(options: Keep3rOptions | string = {}): Promise<Chain> {
  const { chain, pack } = splitOptions(typeof options === "string" ? { from: options } : options);
  return await openChain(chain, keep3rPack(pack));
}

/**
 * Opens a chain with the Keep3r Network and makes the notebook object for it, without connecting to the protocol.
 *
 * @throws as {@link openKeep3rChain}
 * @example const $ = await openKeep3rNotebook({ preset: "documentation" });
 */
export async function openKeep3rNotebook(options: Keep3rOptions = {}): Promise<Keep3rNotebook> {
  const { chain, pack } = splitOptions(options);
  const $ = await openNotebook({ ...chain, pack: keep3rPack(pack) });
  for (const [name, factory] of Object.entries(keep3rFactories)) {
    $.chain.contracts.learnNamed(name, factory.createInterface());
  }
  return $;
}

/** Options of the core, and those of the pack. Whoever names a preset wants the embedded chain that it describes. */
export function splitOptions(options: Keep3rOptions): {
  readonly chain: ChainOptions;
  readonly pack: Keep3rPackOptions;
} {
  const { preset, keep3r, until, ...chain } = options;
  const { block, fork, record, replay, from } = chain;
  const namesFork = [block, fork, record, replay, from].some((option) => option !== undefined);
  const isPreset = (preset ?? given("preset")) !== undefined;
  return {
    // A state file brings its own: what else is asked for is passed on, to be refused.
    chain: {
      ...(isPreset && !namesFork ? { chain: "embedded" } : {}),
      ...chain,
      ...(from === undefined
        ? {}
        : { preset: preset ?? given("preset"), keep3r: keep3r ?? given("keep3r"), until }),
    },
    pack: {
      ...(preset === undefined ? {} : { preset }),
      ...(keep3r === undefined ? {} : { keep3r }),
      ...(until === undefined ? {} : { until }),
    },
  };
}

/** A parameter of the run, if it was given. */
function given(name: string): string | undefined {
  const value = parameter(name, "");
  return value === "" ? undefined : value;
}
