import { openChainAndNotebook } from "../chain/openChain.ts";
import type { ChainOptions } from "../chain/chainChoice.ts";
import type { Pack } from "../chain/setup.ts";
import type { SavedChain } from "../chain/state/openSavedChain.ts";
import { unreadable } from "../chain/state/stateFile.ts";
import { checkpointFromJson } from "../recorder/checkpointJson.ts";
import { Clock } from "../recorder/clock/clock.ts";
import { Recorder } from "../recorder/recorder.ts";
import { parameter } from "./kernel/parameter.ts";
import { Notebook, type NotebookParts } from "./notebook.ts";

/** What a notebook is opened from. */
export interface NotebookOptions extends ChainOptions {
  /** What prepares the chain. Default: nobody; an embedded chain is empty then, a fork as it is. */
  readonly pack?: Pack;
}

/**
 * Opens a chain and makes the notebook object for it, `$`. Several can live in one process.
 *
 * @param options - what is not given here, `--set seed=…` decides, then `.env`; with `from`, a file that
 *   `$.saveChain` wrote, its traces and recording come back, too
 * @throws InvalidSettingError if options and settings contradict each other
 * @throws InvalidStateFileError, StateDeviationError if the state file cannot be opened
 * @throws PluginMissingError if the project's Hardhat config does not list the plugin
 * @example const $ = await openNotebook();
 * @example const $ = await openNotebook({ fork: "mainnet", block: 20_000_000 });
 * @example const $ = await openNotebook({ from: "set-up.chain" });
 */
export async function openNotebook({ pack, ...options }: NotebookOptions = {}): Promise<Notebook> {
  const seed = parameter("seed", "");
  const chosen = seed === "" || options.from !== undefined ? options : { seed, ...options };
  const saved = await openChainAndNotebook(chosen, pack);
  const { chain } = saved;
  const recorder = new Recorder(chain);
  try {
    return new Notebook({ chain, clock: new Clock(chain), recorder, ...(await restore(saved, recorder)) });
  } catch (cause) {
    await chain.close();
    throw unreadable(options.from ?? "The state file", cause);
  }
}

async function restore(
  { chain, notebook }: SavedChain,
  recorder: Recorder,
): Promise<Pick<NotebookParts, "deployer">> {
  if (notebook === undefined) return {};
  const fields = notebook.fields(["deployer", "recorder"]);
  recorder.restore(checkpointFromJson(fields.recorder));
  const { deployer } = fields;
  return { deployer: deployer.value === null ? undefined : await chain.getSigner(deployer.text()) };
}
