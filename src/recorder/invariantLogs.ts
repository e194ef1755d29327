import type { Chain } from "../chain/chain.ts";
import type { RecordedEvent } from "../recording/recording.ts";
import { addressOf, type ContractLike } from "./traces/contractLike.ts";
import { createEventTrace } from "./traces/eventTrace.ts";
import { type OnUndecoded, readEvents } from "./traces/readEvents.ts";

/** First and last of a stretch of blocks. */
type BlockRange = readonly [from: number, to: number];

/** Reads logs of a stretch of blocks: each kind of event once for all of them. */
export class InvariantLogs {
  readonly #chain: Chain;
  readonly #range: BlockRange;
  readonly #onUndecoded: OnUndecoded | undefined;
  readonly #known = new Map<string, Promise<readonly RecordedEvent[]>>();

  /** @param onUndecoded - called once for each log that cannot be decoded */
  constructor(chain: Chain, range: BlockRange, onUndecoded?: OnUndecoded) {
    this.#chain = chain;
    this.#range = range;
    this.#onUndecoded = onUndecoded;
  }

  /**
   * @param range - which blocks of the stretch
   * @throws UnknownEventError
   */
  async read(contract: ContractLike, event: string, range: BlockRange): Promise<RecordedEvent[]> {
    const key = `${addressOf(contract)} ${event}`;
    const known =
      this.#known.get(key) ??
      readEvents(this.#chain, [createEventTrace(contract, event)], ...this.#range, this.#onUndecoded);
    this.#known.set(key, known);
    return eventsWithin(await known, range);
  }
}

/**
 * The events of a stretch of blocks.
 *
 * @param events - in order of their blocks
 */
export function eventsWithin(events: readonly RecordedEvent[], [from, to]: BlockRange): RecordedEvent[] {
  const start = firstAfter(events, from - 1);
  return events.slice(start, firstAfter(events, to));
}

/** Index of the first event after a block: by halving, since every sample of years asks. */
function firstAfter(events: readonly RecordedEvent[], block: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.block ?? 0) > block) high = middle;
    else low = middle + 1;
  }
  return low;
}
