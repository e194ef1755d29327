import { readChainSettings } from "../chain/chainSettings.ts";
import type { ChainOptions } from "../chain/openChain.ts";
import { parameter } from "../kernel/parameter.ts";

/**
 * Chain options with what the run's parameters say where a notebook says nothing: `--set keep3r=…` chooses the
 * Keep3r V2. Read here, so that no cell has to.
 */
export function withParameters(options: ChainOptions): ChainOptions & { readonly keep3r: string } {
  return { ...options, keep3r: options.keep3r ?? parameter("keep3r", readChainSettings().keep3r) };
}
