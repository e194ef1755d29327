import type { Chain } from "./chain.ts";
import { readChainSettings } from "./chainSettings.ts";
import { chooseCandidate } from "./chooseCandidate.ts";
import { openEmbeddedChain } from "./embedded/openEmbeddedChain.ts";
import type { Preset } from "./embedded/preset.ts";
import { InvalidArgumentsError } from "../errors/invalidArgumentsError.ts";
import { openSavedChain, type SavedChain } from "./state/openSavedChain.ts";

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
  /**
   * A file that `$.saveChain` or `saveChain` wrote: the chain goes on from there. It brings its own preset, seed and
   * Keep3r V2. See docs/state-files.md.
   */
  readonly from?: string;
}

/**
 * Opens a chain of its own, independent of every other in the process.
 *
 * @param options - what to open it from; a text is the path of a state file, short for `{ from }`
 * @returns the chain at the preset's start time, with the Keep3r Network deployed at its mainnet addresses; or at the
 *   moment at which it was saved
 * @throws InvalidPresetError if the preset is unknown or impossible
 * @throws UnknownContractError, InvalidCandidateError if `keep3r` is unknown or not a Keep3r V2
 * @throws InvalidStateFileError, StateDeviationError if the state file cannot be opened
 * @example const chain = await openChain();
 * @example const chain = await openChain("set-up.chain");
 */
export async function openChain(options: ChainOptions | string = {}): Promise<Chain> {
  return (await openChainAndNotebook(typeof options === "string" ? { from: options } : options)).chain;
}

/** Opens a chain, and gives what a notebook kept with it if it comes from a state file. */
export async function openChainAndNotebook(options: ChainOptions): Promise<SavedChain> {
  if (options.from !== undefined) {
    assertNothingElse(options.from, options);
    return await openSavedChain(options.from);
  }
  const settings = readChainSettings();
  const candidate = await chooseCandidate(options.keep3r ?? settings.keep3r);
  const { preset = settings.preset, seed = settings.seed } = options;
  return { chain: await openEmbeddedChain(preset, seed, "keep3r-v2", candidate), notebook: undefined };
}

function assertNothingElse(from: string, options: ChainOptions): void {
  const other = (["preset", "seed", "keep3r"] as const).find((name) => options[name] !== undefined);
  if (other === undefined) return;
  throw new InvalidArgumentsError({
    message: `A chain from ${from} cannot be given another ${other}.`,
    hint: `A state file brings its own: leave ${other} out, or open a chain with it and set that up anew.`,
  });
}
