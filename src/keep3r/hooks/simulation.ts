import type { SimulationHooks } from "../../plugin/packs.ts";
import { mainnetKeep3r } from "../candidates/candidate.ts";
import { creditFigures } from "../creditFigures.ts";
import { keep3rParameters, keep3rSettings } from "../keep3rPack.ts";
import { keep3rV2Block } from "../network/addresses.ts";

/** Registers the pack with the tasks of the kit. */
export default function simulationHooks(): Promise<Partial<SimulationHooks>> {
  return Promise.resolve({
    registerPack: () =>
      Promise.resolve({
        name: "keep3r",
        parameters: keep3rParameters,
        settings: keep3rSettings,
        forkBlock: keep3rV2Block,
        figures: creditFigures,
        substitute: { parameter: "keep3r", original: mainnetKeep3r },
        recordedWith: { keep3r: mainnetKeep3r, preset: "documentation" },
      }),
  });
}
