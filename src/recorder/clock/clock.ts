import type { Chain } from "../../chain/chain.ts";
import { InvalidTimeError } from "../../common/errors.ts";
import type { BlockHeader } from "../../chain/rpc.ts";
import { isoTime } from "../../common/formatTime.ts";

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
   * @throws InvalidTimeError if `seconds` is not a whole number >= 1
   */
  async sleep(seconds: number): Promise<BlockHeader> {
    assertSeconds(seconds, "sleep");
    return await this.sleepTo((await this.now()).timestamp + seconds);
  }

  /**
   * Moves the chain to a point in time. At that time already, it does nothing.
   *
   * @param timestamp - unix seconds, not before the latest block
   * @returns the block at `timestamp`
   * @throws InvalidTimeError if `timestamp` has passed
   * @source evm_mine
   */
  async sleepTo(timestamp: number): Promise<BlockHeader> {
    const latest = await this.now();
    if (!Number.isSafeInteger(timestamp) || timestamp < latest.timestamp) {
      throw new InvalidTimeError({
        message: `Cannot move to ${isoTime(timestamp)}: the latest block is at ${isoTime(latest.timestamp)}.`,
        hint: "Time on a chain only goes forward, in whole seconds. Use snapshot() and revert() to go back.",
      });
    }
    if (timestamp === latest.timestamp) return latest;
    await this.#chain.mine(timestamp);
    return await this.now();
  }
}

/**
 * Checks a span or a step.
 *
 * @param seconds - whole seconds, >= 1
 * @param what - the parameter's name, for the message
 * @throws InvalidTimeError
 */
export function assertSeconds(seconds: number, what: string): void {
  if (Number.isSafeInteger(seconds) && seconds >= 1) return;
  throw new InvalidTimeError({
    message: `${what} is ${String(seconds)} seconds.`,
    hint: 'Give a whole number of seconds, at least 1; for example $.time(4, "hours").',
  });
}
