import type { Chain } from "../../chain/chain.ts";
import { InvalidTimeError } from "../../common/errors.ts";
import type { BlockHeader } from "../../chain/rpc.ts";
import { isoTime } from "../../common/formatTime.ts";
import { toSeconds, toTimestamp } from "../../common/seconds.ts";

/** Exact time travel: moves the chain to the second that was asked for, neither before nor after. */
export class Clock {
  readonly #chain: Chain;

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  /** The chain's time: its latest block. */
  async now(): Promise<BlockHeader> {
    return await this.#chain.block();
  }

  /**
   * Moves the chain on by mining one empty block.
   *
   * @param seconds - whole seconds, >= 1
   * @returns the block mined, at the latest block's time + `seconds`
   * @throws InvalidTimeError if `seconds` is not a whole number >= 1, or more than a hundred years
   */
  async sleep(seconds: number | bigint): Promise<BlockHeader> {
    const span = toSeconds(seconds, "sleep");
    return await this.#chain.mine((await this.now()).timestamp + span);
  }

  /**
   * Moves the chain to a point in time. At that time already, it does nothing.
   *
   * @param timestamp - unix seconds, not before the latest block
   * @returns the block at `timestamp`
   * @throws InvalidTimeError if `timestamp` has passed, or is more than a hundred years away
   * @source evm_mine
   */
  async sleepTo(timestamp: number | bigint): Promise<BlockHeader> {
    const latest = await this.now();
    const time = toTimestamp(timestamp, "The time to sleep to", latest.timestamp);
    if (time < latest.timestamp) {
      throw new InvalidTimeError({
        message: `Cannot move to ${isoTime(time)}: the latest block is at ${isoTime(latest.timestamp)}.`,
        hint: "Time on a chain only goes forward, in whole seconds. Use snapshot() and revert() to go back.",
      });
    }
    if (time === latest.timestamp) return latest;
    return await this.#chain.mine(time);
  }
}
