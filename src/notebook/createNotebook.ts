import { type ChainOptions, openChain } from "../chain/openChain.ts";
import { withParameters } from "./withParameters.ts";
import { Clock } from "../clock/clock.ts";
import { Recorder } from "../recorder/recorder.ts";
import { Notebook } from "./notebook.ts";

/**
 * Opens a chain and makes the notebook object for it, `$`. Several can live in one process.
 *
 * @param options - what is not given here, `--set keep3r=…` decides, then `.env`
 * @example const $ = await createNotebook({ preset: "documentation" });
 */
export async function createNotebook(options: ChainOptions = {}): Promise<Notebook> {
  const chain = await openChain(withParameters(options));
  return new Notebook({ chain, clock: new Clock(chain), recorder: new Recorder(chain) });
}
