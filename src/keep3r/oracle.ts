import type { UniswapV3Pool } from "./contracts/UniswapV3Pool.ts";
import { InvalidTimeError } from "../common/errors.ts";
import { toSeconds } from "../common/seconds.ts";

/**
 * The pool's average tick over the time before the latest block.
 *
 * @param window - seconds, >= 1
 * @returns the mean of the tick over the window, cut to an integer as Keep3r cuts it (towards zero)
 * @throws InvalidTimeError if the pool's oracle does not reach back that far
 * @source IUniswapV3PoolDerivedState.observe
 */
export async function averageTick(pool: UniswapV3Pool, window: number | bigint): Promise<number> {
  const seconds = toSeconds(window, "window");
  try {
    const [cumulative] = await pool.observe([seconds, 0]);
    const [from = 0n, to = 0n] = cumulative;
    return Number((to - from) / BigInt(seconds));
  } catch (cause) {
    throw new InvalidTimeError({
      message: `The pool's oracle cannot look back ${seconds} seconds.`,
      hint: "Give a whole number of seconds that lies after the pool's first observation.",
      cause,
    });
  }
}

/** Price of a tick: token1 per token0, for tokens of equal decimals. */
export function priceAtTick(tick: number): number {
  return 1.0001 ** tick;
}
