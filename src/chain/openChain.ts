import type { Chain } from "./chain.ts";
import { readChainSettings } from "./chainSettings.ts";
import { chooseCandidate } from "./chooseCandidate.ts";
import { openEmbeddedChain } from "./embedded/openEmbeddedChain.ts";
import type { Preset } from "./embedded/preset.ts";

/** What a chain is opened from. */
export interface ChainOptions {
  /** Market state that the chain starts from: a preset, or a preset's name. Default: `PRESET` of `.env`, or `"documentation"`. */
  readonly preset?: Preset | string;
  /** Everything random follows from it. Default: `SEED` of `.env`, or `"simulation"`. */
  readonly seed?: string;
  /**
   * Which contract stands in place of mainnet's Keep3r V2: a contract's name, or `path/File.sol:Name`. Default:
   * `KEEP3R` of `.env`, or `"Keep3r"`, mainnet's own. See docs/candidates.md.
   */
  readonly keep3r?: string;
}

/**
 * Opens a chain of its own, independent of every other in the process.
 *
 * @returns the chain at the preset's start time, with the Keep3r Network deployed at its mainnet addresses
 * @throws InvalidPresetError if the preset is unknown or impossible
 * @throws UnknownContractError, InvalidCandidateError if `keep3r` is unknown or not a Keep3r V2
 * @example const chain = await openChain();
 */
export async function openChain(options: ChainOptions = {}): Promise<Chain> {
  const settings = readChainSettings();
  const candidate = await chooseCandidate(options.keep3r ?? settings.keep3r);
  const { preset = settings.preset, seed = settings.seed } = options;
  return await openEmbeddedChain(preset, seed, "keep3r-v2", candidate);
}
