import { time } from "../../common/time.ts";
import { InvalidPresetError } from "../errors.ts";
import type { Preset } from "./preset.ts";

const fullRange = { tickLower: -887_200, tickUpper: 887_200 } as const;

/** 2021-09-15 00:00 UTC: start of a five-day reward period. */
const epochStart = Date.UTC(2021, 8, 15) / 1_000;
const notebookStart = epochStart + time(1.5, "days");

/** The market of the figures that the protocol's documentation prints. */
export const documentationPreset: Preset = {
  name: "documentation",
  description: "KP3R/WETH in mid September 2021, as in the figures of the Keep3r documentation",
  startTime: notebookStart,
  baseFee: 40_000_000_000n,
  prices: [
    { time: epochStart - time(10, "days"), tick: -21_020 },
    { time: epochStart, tick: -21_804 },
    { time: notebookStart, tick: -22_139 },
  ],
  positions: [{ ...fullRange, liquidity: 6_484n * 10n ** 18n }],
  observationCardinality: 500,
};

/** The market at mainnet's block 13232191, found by fitting to what was recorded on a fork from there. */
export const mainnet13232191Preset: Preset = {
  name: "mainnet-13232191",
  description: "KP3R/WETH at mainnet's block 13232191, 15 September 2021",
  startTime: Date.UTC(2021, 8, 15, 19, 29, 6) / 1_000,
  baseFee: 138_500_000_000n,
  prices: [
    { time: epochStart - time(10, "days"), tick: -20_569 },
    { time: epochStart, tick: -20_379, fraction: 0 },
  ],
  positions: [
    { ...fullRange, liquidity: 5_460n * 10n ** 18n },
    { tickLower: -21_000, tickUpper: -10_000, liquidity: 1_024n * 10n ** 18n },
  ],
  observationCardinality: 500,
};

/** All presets that can be chosen by name. */
export const presets: readonly Preset[] = [documentationPreset, mainnet13232191Preset];

/**
 * The preset of a name.
 *
 * @throws InvalidPresetError if there is none
 */
export function findPreset(name: string): Preset {
  const preset = presets.find((known) => known.name === name);
  if (preset !== undefined) return preset;
  throw new InvalidPresetError({
    message: `There is no preset ${JSON.stringify(name)}.`,
    hint: `Use one of ${presets.map((known) => JSON.stringify(known.name)).join(", ")}, or pass your own Preset object.`,
  });
}
