import { kindOf } from "../../common/kindOf.ts";
import { lastTime } from "../../common/seconds.ts";
import { type Keep3rV1Market, keep3rV1Markets } from "./addresses.ts";
import { InvalidPresetError } from "../errors.ts";

/** From `time` on, the pool's spot price stands at `tick`, until the next point. */
export interface PricePoint {
  /** Unix seconds. */
  readonly time: number;
  /** 1.0001^tick WETH per KP3R. */
  readonly tick: number;
  /**
   * How far into the tick the price stands: from 0 to below 1, to four decimals. Ticks make the averages; this
   * only decides the last digits of amounts. Default: 0.5, far from both edges.
   */
  readonly fraction?: number;
}

/** Liquidity that somebody else provides to the KP3R/WETH pool throughout. */
export interface LiquidityPosition {
  /** Multiples of the pool's tick spacing, 200. */
  readonly tickLower: number;
  readonly tickUpper: number;
  /** Uniswap v3's L, in its own unit (sqrt of the product of two 18-decimals amounts). */
  readonly liquidity: bigint;
}

/** The market state that an embedded chain starts from. Data only: the real pool makes the history from it. */
export interface Preset {
  /** Short and stable; it travels with every recording. */
  readonly name: string;
  readonly description: string;
  /** Unix seconds of the block at which history ends and a notebook begins. */
  readonly startTime: number;
  /** Wei per gas of every block, until a scenario changes it. */
  readonly baseFee: bigint;
  /** In order of time; the first point creates the pool's price. */
  readonly prices: readonly PricePoint[];
  readonly positions: readonly LiquidityPosition[];
  /** Observations that the pool's oracle can hold: how far back it remembers when many swaps happen. */
  readonly observationCardinality: number;
  /**
   * Whose KP3R/WETH pair V1's governance has approved. Default: SushiSwap's, as on mainnet, once somebody connects
   * to V1.
   */
  readonly keep3rV1Market?: Keep3rV1Market;
}

const tickSpacing = 200;
const maxTick = 887_272;

/**
 * Checks that the real pool can make a preset's history.
 *
 * @throws InvalidPresetError naming the first value that it cannot
 */
export function assertValidPreset(preset: Preset): void {
  const refuse = (what: string, hint: string): never => {
    throw new InvalidPresetError({ message: `Preset ${JSON.stringify(preset.name)}: ${what}.`, hint });
  };
  const isTime = (value: number): boolean => Number.isSafeInteger(value) && value > 0 && value <= lastTime;
  const isTick = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= maxTick;

  if (!isTime(preset.startTime)) {
    refuse(
      `startTime ${preset.startTime} is not a unix time`,
      "Give whole seconds since 1970, UTC, not milliseconds.",
    );
  }
  if (typeof preset.baseFee !== "bigint") {
    refuse(`baseFee is ${kindOf(preset.baseFee)}`, "Give wei per gas, a bigint: 40n * 10n ** 9n is 40 gwei.");
  }
  if (preset.baseFee < 0n) refuse(`baseFee ${preset.baseFee} is negative`, "Give wei per gas, 0 or more.");
  if (preset.prices.length === 0) {
    refuse("prices is empty", "Give at least one point: it sets the price that the pool starts from.");
  }
  let previous = 0;
  for (const { time, tick, fraction = 0 } of preset.prices) {
    if (!isTime(time) || time <= previous) {
      refuse(
        `price time ${time} does not come after ${previous}`,
        "Give whole unix seconds, in rising order.",
      );
    }
    if (!isTick(tick)) refuse(`tick ${tick} is out of range`, `Give an integer between ±${maxTick}.`);
    if (!(fraction >= 0 && fraction < 1 && Number.isInteger(Number((fraction * 10_000).toFixed(6))))) {
      refuse(`fraction ${fraction} is not a part of a tick`, "Give 0 up to 0.9999, to four decimals.");
    }
    previous = time;
  }
  if (preset.startTime < previous) {
    refuse(
      `startTime ${preset.startTime} lies before the last price at ${previous}`,
      "History must end before a notebook begins.",
    );
  }
  if (preset.positions.length === 0) {
    refuse("positions is empty", "Without liquidity no swap can move the price.");
  }
  for (const { tickLower, tickUpper, liquidity } of preset.positions) {
    const fits = (tick: number): boolean => isTick(tick) && tick % tickSpacing === 0;
    if (!fits(tickLower) || !fits(tickUpper) || tickLower >= tickUpper) {
      refuse(
        `position from ${tickLower} to ${tickUpper} does not fit the pool`,
        `Give multiples of ${tickSpacing} in rising order, at most 887200.`,
      );
    }
    if (liquidity <= 0n) refuse(`liquidity ${liquidity} is not positive`, "Give Uniswap v3's L, above 0.");
  }
  const { observationCardinality, keep3rV1Market } = preset;
  if (keep3rV1Market !== undefined && !Object.hasOwn(keep3rV1Markets, keep3rV1Market)) {
    refuse(
      `keep3rV1Market ${JSON.stringify(keep3rV1Market)} is unknown`,
      `Give one of ${Object.keys(keep3rV1Markets)
        .map((market) => JSON.stringify(market))
        .join(", ")}.`,
    );
  }
  if (
    !Number.isInteger(observationCardinality) ||
    observationCardinality < 1 ||
    observationCardinality > 65_535
  ) {
    refuse(
      `observationCardinality ${observationCardinality} is impossible`,
      "Give an integer from 1 to 65535.",
    );
  }
}
