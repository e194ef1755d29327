import type { Chain } from "./chain.ts";
import { type ChainChoice, type ChainOptions, chooseChain } from "./chainChoice.ts";
import { readChainSettings } from "./chainSettings.ts";
import { chooseCandidate, type ChosenCandidate } from "../keep3r/candidates/chooseCandidate.ts";
import { openEmbeddedChain } from "./openLocalChain.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import { openForkSource, openReplaySource } from "./fork/forkSource.ts";
import { openForkedChain } from "./fork/openForkedChain.ts";
import { openSavedChain, type SavedChain } from "./state/openSavedChain.ts";

export type { ChainOptions } from "./chainChoice.ts";

/**
 * Opens a chain of its own, independent of every other in the process: embedded, a fork of mainnet, or the replay
 * of a recorded fork. Options decide which, then the environment, then `.env`.
 *
 * @param options - what to open it from; a text is the path of a state file, short for `{ from }`
 * @returns the chain at the preset's start time or at the fork block, with the Keep3r Network deployed at its
 *   mainnet addresses; or at the moment at which it was saved
 * @throws InvalidSettingError if options and settings contradict each other, or an endpoint is missing
 * @throws InvalidPresetError if the preset is unknown or impossible
 * @throws ForkTooEarlyError if the fork block is older than the KP3R/WETH pool
 * @throws UnknownContractError, InvalidCandidateError if `keep3r` is unknown, not a Keep3r V2, or has no place on a
 *   fork that has V2 already
 * @throws InvalidStateFileError, StateDeviationError if the state file cannot be opened
 * @example const chain = await openChain();
 * @example const chain = await openChain({ chain: "fork", block: 13_595_416 });
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
  const choice = chooseChain(options, settings);
  const candidate = await chooseCandidate(options.keep3r ?? settings.keep3r);
  return { chain: await openChosen(choice, candidate), notebook: undefined };
}

async function openChosen(choice: ChainChoice, candidate: ChosenCandidate | undefined): Promise<Chain> {
  switch (choice.source) {
    case "embedded":
      return await openEmbeddedChain(choice.preset, choice.seed, "keep3r-v2", candidate);
    case "fork":
      return await openForkedChain(await openForkSource(choice), choice.seed, candidate);
    case "replay":
      return await openForkedChain(await openReplaySource(choice), choice.seed, candidate);
  }
}

function assertNothingElse(from: string, options: ChainOptions): void {
  const other = (["chain", "preset", "seed", "keep3r", "block", "record", "replay"] as const).find(
    (name) => options[name] !== undefined,
  );
  if (other === undefined) return;
  throw new InvalidArgumentsError({
    message: `A chain from ${from} cannot be given another ${other}.`,
    hint: `A state file brings its own: leave ${other} out, or open a chain with it and set that up anew.`,
  });
}
