import { readChainSettings } from "../chain/chainSettings.ts";
import type { ChainOptions } from "../chain/openChain.ts";
import { parameter } from "./kernel/parameter.ts";

/**
 * Chain options with what the run's parameters say where a notebook says nothing: `--set keep3r=…` chooses the
 * Keep3r V2, `preset=…` the market and `seed=…` the addresses. Read here, so that no cell has to. A state file brings
 * its own; there, only what was asked for is passed on, to be refused.
 */
export function withParameters(options: ChainOptions): ChainOptions {
  const usual = options.from === undefined ? readChainSettings().keep3r : "";
  const keep3r = options.keep3r ?? parameter("keep3r", usual);
  return {
    ...given("preset"),
    ...given("seed"),
    ...options,
    ...(keep3r === "" ? {} : { keep3r }),
  };
}

function given<Name extends "preset" | "seed">(name: Name): Partial<Record<Name, string>> {
  const value = parameter(name, "");
  return value === "" ? {} : ({ [name]: value } as Record<Name, string>);
}
