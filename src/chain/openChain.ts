import type { Chain } from "./chain.ts";
import { readChainSettings } from "./chainSettings.ts";
import { openEmbeddedChain } from "./embedded/openEmbeddedChain.ts";
import type { Preset } from "./embedded/preset.ts";

/** What a chain is opened from. */
export interface ChainOptions {
  /** Market state that the chain starts from: a preset, or a preset's name. Default: `PRESET` of `.env`, or `"documentation"`. */
  readonly preset?: Preset | string;
  /** Everything random follows from it. Default: `SEED` of `.env`, or `"simulation"`. */
  readonly seed?: string;
}

/**
 * Opens a chain of its own, independent of every other in the process.
 *
 * @returns the chain at the preset's start time, with the Keep3r Network deployed at its mainnet addresses
 * @throws InvalidPresetError if the preset is unknown or impossible
 * @example const chain = await openChain();
 */
export async function openChain(options: ChainOptions = {}): Promise<Chain> {
  const settings = readChainSettings();
  return await openEmbeddedChain(options.preset ?? settings.preset, options.seed ?? settings.seed);
}
