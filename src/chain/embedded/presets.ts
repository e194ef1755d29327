import { time } from "../../units/time.ts";
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

/** All presets that can be chosen by name. */
export const presets: readonly Preset[] = [documentationPreset];
