import { assertOptions } from "../common/assertOptions.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import type { Chain } from "./chain.ts";
import { chainOptionNames, type ChainOptions, chooseChain } from "./chainChoice.ts";
import { openForkSource, openReplaySource } from "./fork/forkSource.ts";
import { openForkedChain } from "./fork/openForkedChain.ts";
import { mainnetInterval, openLocalChain } from "./openLocalChain.ts";
import { openProject } from "./project.ts";
import type { Pack } from "./setup.ts";
import { openSavedChain, type SavedChain } from "./state/openSavedChain.ts";
import { toBlockInterval } from "./toBlockInterval.ts";

export type { ChainOptions } from "./chainChoice.ts";

/**
 * Opens a chain of its own, independent of every other in the process: embedded, a fork of a real chain, or the replay
 * of a fork from its cassette. Options decide which, then the environment, then `.env`.
 *
 * @param options - what to open it from; a text is the path of a state file, short for `{ from }`
 * @param pack - what prepares the chain. Default: nobody; an embedded chain is empty then
 * @returns the chain at its start time or at the fork block, prepared; or at the moment at which it was saved
 * @throws InvalidSettingError if options and settings contradict each other, or an endpoint is missing
 * @throws InvalidStateFileError, StateDeviationError if the state file cannot be opened
 * @throws PluginMissingError if the project's Hardhat config does not list the plugin
 * @example const chain = await openChain();
 * @example const chain = await openChain({ fork: "mainnet", block: 20_000_000 });
 * @example const chain = await openChain("set-up.chain");
 */
export async function openChain(options: ChainOptions | string = {}, pack?: Pack): Promise<Chain> {
  return (await openChainAndNotebook(typeof options === "string" ? { from: options } : options, pack)).chain;
}

/** Opens a chain, and gives what a notebook kept with it if it comes from a state file. */
export async function openChainAndNotebook(options: ChainOptions, pack?: Pack): Promise<SavedChain> {
  if (options.from !== undefined) {
    assertNothingElse(options.from, options);
    return await openSavedChain(options.from, pack);
  }
  return { chain: await openNewChain(options, pack), notebook: undefined };
}

async function openNewChain(options: ChainOptions, pack: Pack | undefined): Promise<Chain> {
  assertOptions(options, "a chain", chainOptionNames);
  const { settings, config, root, hardhat } = await openProject();
  const choice = chooseChain(options, settings, config, pack?.forkBlock);
  const prepared = pack === undefined ? undefined : { pack, setup: await pack.setup() };
  if (choice.source === "embedded") return await openLocalChain({ ...options, seed: choice.seed }, prepared);
  const interval = toBlockInterval(options.blockInterval ?? prepared?.setup.blockInterval ?? mainnetInterval);
  const source =
    choice.source === "fork" ? await openForkSource(choice, root) : await openReplaySource(choice, root);
  return await openForkedChain(source, choice, interval, hardhat.config.chainDescriptors, prepared);
}

function assertNothingElse(from: string, options: ChainOptions): void {
  const other = Object.entries<unknown>({ ...options, from: undefined }).find(
    ([, value]) => value !== undefined,
  )?.[0];
  if (other === undefined) return;
  throw new InvalidArgumentsError({
    message: `A chain from ${from} cannot be given another ${other}.`,
    hint: `A state file brings its own: leave ${other} out, or open a chain with it and set that up anew.`,
  });
}
