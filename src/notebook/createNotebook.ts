import { type ChainOptions, openChainAndNotebook } from "../chain/openChain.ts";
import type { SavedChain } from "../chain/state/openSavedChain.ts";
import { unreadable } from "../chain/state/stateFile.ts";
import { Clock } from "../recorder/clock/clock.ts";
import { checkpointFromJson } from "../recorder/checkpointJson.ts";
import { Recorder } from "../recorder/recorder.ts";
import { Notebook, type NotebookParts } from "./notebook.ts";
import { withParameters } from "./withParameters.ts";

/**
 * Opens a chain and makes the notebook object for it, `$`. Several can live in one process.
 *
 * @param options - what is not given here, `--set keep3r=…` decides, then `.env`; with `from`, a file that
 *   `$.saveChain` wrote, its traces and recording come back, too
 * @throws InvalidPresetError if the preset is unknown or impossible
 * @throws InvalidStateFileError, StateDeviationError if the state file cannot be opened
 * @example const $ = await createNotebook({ preset: "documentation" });
 * @example const $ = await createNotebook({ from: "set-up.chain" });
 */
export async function createNotebook(options: ChainOptions = {}): Promise<Notebook> {
  const saved = await openChainAndNotebook(withParameters(options));
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
