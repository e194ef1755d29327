import type { Chain } from "../chain/chain.ts";
import type { RecordedEvent } from "../recording/recording.ts";
import { addressOf, type ContractLike } from "./traces/contractLike.ts";
import { createEventTrace } from "./traces/eventTrace.ts";
import { readEvents } from "./traces/readEvents.ts";

/** Events by the block that they are in. */
type EventsByBlock = ReadonlyMap<number, readonly RecordedEvent[]>;

/** Reads logs of a stretch of blocks: each kind of event once for all of them. */
export class InvariantLogs {
  readonly #chain: Chain;
  readonly #from: number;
  readonly #to: number;
  readonly #known = new Map<string, Promise<EventsByBlock>>();

  /** From the block `from` to the block `to`, both inclusive. */
  constructor(chain: Chain, from: number, to: number) {
    this.#chain = chain;
    this.#from = from;
    this.#to = to;
  }

  /**
   * @param blocks - which blocks of the stretch, in rising order
   * @throws UnknownEventError
   */
  async read(contract: ContractLike, event: string, blocks: readonly number[]): Promise<RecordedEvent[]> {
    const key = `${addressOf(contract)} ${event}`;
    const known = this.#known.get(key) ?? this.#readAll(contract, event);
    this.#known.set(key, known);
    const logs = await known;
    return blocks.flatMap((block) => logs.get(block) ?? []);
  }

  async #readAll(contract: ContractLike, event: string): Promise<EventsByBlock> {
    const logs = await readEvents(this.#chain, [createEventTrace(contract, event)], this.#from, this.#to);
    return eventsByBlock(logs);
  }
}

/** Sorts events by block; the order within a block is kept. */
export function eventsByBlock(events: readonly RecordedEvent[]): EventsByBlock {
  const byBlock = new Map<number, RecordedEvent[]>();
  for (const event of events) {
    const together = byBlock.get(event.block);
    if (together === undefined) byBlock.set(event.block, [event]);
    else together.push(event);
  }
  return byBlock;
}
