import { toTimestamp } from "../common/seconds.ts";
import { BlockJumps } from "./blockJumps.ts";
import { OpenBlock } from "./openBlock.ts";
import { type BlockHeader, type RpcRequest, toQuantity } from "./rpc.ts";

/** Answers a request directly, without applying the rules again. */
export type Forward = (request: RpcRequest) => Promise<unknown>;

/** Seconds between the blocks of a chain; `"sample"` mines no blocks but those that somebody asks for. */
export type BlockInterval = number | "sample";

/** From when on blocks are counted: a chain's block number follows from its time. */
interface BlockAnchor {
  readonly number: number;
  /** Unix seconds. */
  readonly timestamp: number;
}

/** What the rules know beside the node. */
export interface BlockRulesState {
  /** When the next block comes, unix seconds, if that was set and the block not mined yet. */
  readonly pendingTimestamp: number | undefined;
  readonly anchor: BlockAnchor | undefined;
  /** First and last block of each jump. */
  readonly jumps: readonly (readonly [from: number, to: number])[];
}

/** A node keeps no readable state of blocks that it skips over; of so few it does. */
const readableSkip = 7;

/** `hardhat_mine` of no more blocks has each of them mined by itself, with its base fee and its state. */
const mostMinedSingly = 256;

/**
 * Gives every block that is mined an explicit timestamp and base fee, whoever causes it: a transaction of
 * any signer, `evm_mine` or `hardhat_mine`. The node's own clock, which follows the machine's, never enters.
 *
 * A block that nobody gave a timestamp comes one second after the one before. `evm_increaseTime` counts from
 * the latest block. Before a block that comes later, the blocks are mined that a chain with this block interval has in
 * between; so a block's number follows from its time alone, however often somebody samples on the way. Blocks that
 * were asked for besides are made up for by the next ones. Blocks in between are the node's own: the headers of those
 * that it mines at once have the base fees of EIP-1559.
 *
 * @source evm_setNextBlockTimestamp, hardhat_setNextBlockBaseFeePerGas, hardhat_mine
 */
export class BlockRules {
  /** Wei per gas of every block mined from now on; `undefined` leaves it to EIP-1559. */
  baseFee: bigint | undefined;
  /** Blocks that were skipped over, and cannot be read. */
  readonly jumps = new BlockJumps();
  readonly #interval: BlockInterval;
  readonly #transactionGas: number;
  #pendingTimestamp: number | undefined;
  #anchor: BlockAnchor | undefined;
  #latest: BlockHeader | undefined;
  #open: OpenBlock | undefined;
  readonly #snapshots = new Map<number, Pick<BlockRulesState, "anchor" | "pendingTimestamp">>();
  /** Mining requests are carried out one at a time, so that two of them cannot share a timestamp. */
  #queue: Promise<unknown> = Promise.resolve();

  /** @param transactionGas - of transactions that do not say how much */
  constructor(baseFee: bigint | undefined, interval: BlockInterval, transactionGas: number) {
    this.baseFee = baseFee;
    this.#interval = interval;
    this.#transactionGas = transactionGas;
  }

  /** Whether {@link apply} has anything to do with a request. */
  concerns(method: string): boolean {
    return Object.hasOwn(rules, method);
  }

  /** Carries out a request under the rules, in order of arrival. */
  apply(request: RpcRequest, forward: Forward): Promise<unknown> {
    const open = this.#open;
    const rule = open?.concerns(request.method) === true ? setInBlock : rules[request.method];
    // While a block is made anew, nobody is to see how.
    if (rule === undefined && open === undefined) return forward(request);
    const result = this.#queue.then(async () => {
      open?.assertPossible(request.method);
      return await (rule === undefined ? forward(request) : rule(this, request, forward));
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** Whether transactions go into one block. */
  get isBlockOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Has the transactions to come go into one block. */
  openBlock(): void {
    this.#open = new OpenBlock(this, this.#transactionGas);
  }

  /**
   * Ends the block that was opened.
   *
   * @returns the node's snapshot from before it; `undefined` if nothing was sent
   */
  async closeBlock(): Promise<unknown> {
    await this.#queue;
    const start = this.#open?.start;
    this.#open = undefined;
    if (start !== undefined) this.#pendingTimestamp = undefined;
    return start;
  }

  /** What the rules know, for a state file. */
  get state(): BlockRulesState {
    return { pendingTimestamp: this.#pendingTimestamp, anchor: this.#anchor, jumps: this.jumps.ranges };
  }

  /** Takes up what a state file has kept. */
  resume({ pendingTimestamp, anchor, jumps }: BlockRulesState): void {
    this.#pendingTimestamp = pendingTimestamp;
    this.#anchor = anchor;
    this.#latest = undefined;
    this.jumps.replace(jumps);
  }

  /** Blocks follow from the time since the latest one, as they do on a fork of it: what came before is not made up for. */
  countFromHere(): void {
    this.#anchor = undefined;
  }

  async mineWith(request: RpcRequest, forward: Forward): Promise<unknown> {
    if (this.#open !== undefined) return await this.#open.add(request, forward);
    const number = await this.prepareNext(forward);
    try {
      return await forward(request);
    } finally {
      // A transaction that reverts is mined all the same; one that is refused leaves the chain as it was.
      if ((await this.latestNumber(forward)) >= number) this.#pendingTimestamp = undefined;
    }
  }

  /** Sets state while a block is made. */
  async setInBlock(request: RpcRequest, forward: Forward): Promise<unknown> {
    return await (this.#open?.set(request, forward) ?? forward(request));
  }

  /** Gives the next block its time and base fee, and mines those before it. @returns its number */
  async prepareNext(forward: Forward): Promise<number> {
    const timestamp = await this.#nextTimestamp(forward);
    await this.#fill(timestamp, forward);
    const { number } = await this.latest(forward);
    await forward({ method: "evm_setNextBlockTimestamp", params: [toQuantity(timestamp)] });
    await this.#setBaseFee(forward);
    return number + 1;
  }

  /** Number of the latest block, which something unknown may have changed. */
  async latestNumber(forward: Forward): Promise<number> {
    this.#latest = undefined;
    return (await this.latest(forward)).number;
  }

  async mineAt(requested: number | undefined, forward: Forward): Promise<unknown> {
    if (requested !== undefined) await this.#assertReachable(requested, forward);
    const timestamp = requested ?? (await this.#nextTimestamp(forward));
    await this.#fill(timestamp, forward);
    return await this.#mineOne(timestamp, forward);
  }

  /** Mines just so many blocks, `interval` seconds apart; the chain's number follows its time from there on. */
  async mineMany(count: number, interval: number, forward: Forward): Promise<boolean> {
    let timestamp = await this.#nextTimestamp(forward);
    if (count > 1) await this.#assertReachable(timestamp + (count - 1) * interval, forward);
    if (count > 0) await this.#fill(timestamp, forward);
    for (let made = 0; made < count; made += 1) {
      const between = count - made - 1;
      // Of many blocks, the node mines at once what lies between the first and the last.
      if (made === 1 && count > mostMinedSingly) {
        await this.#skip(between, timestamp, interval, forward);
        made += between;
        timestamp += between * interval;
      }
      await this.#mineOne(timestamp, forward);
      timestamp += interval;
    }
    const latest = await this.latest(forward);
    this.#anchor = { number: latest.number, timestamp: latest.timestamp };
    return true;
  }

  async postpone(timestamp: number, forward: Forward): Promise<unknown> {
    await this.#assertReachable(timestamp, forward);
    const result = await forward({ method: "evm_setNextBlockTimestamp", params: [toQuantity(timestamp)] });
    this.#pendingTimestamp = timestamp;
    return result;
  }

  async increase(seconds: number, forward: Forward): Promise<string> {
    const from = this.#pendingTimestamp ?? (await this.latest(forward)).timestamp;
    await this.postpone(from + seconds, forward);
    return toQuantity(seconds);
  }

  async snapshot(request: RpcRequest, forward: Forward): Promise<unknown> {
    const id = await forward(request);
    this.#snapshots.set(Number(id), { anchor: this.#anchor, pendingTimestamp: this.#pendingTimestamp });
    return id;
  }

  async revert(request: RpcRequest, forward: Forward): Promise<unknown> {
    const result = await forward(request);
    const kept = result === true ? this.#snapshots.get(Number(request.params?.[0])) : undefined;
    this.#pendingTimestamp = kept?.pendingTimestamp;
    if (kept !== undefined) this.#anchor = kept.anchor;
    this.jumps.forgetAfter(await this.latestNumber(forward));
    return result;
  }

  async #assertReachable(timestamp: number, forward: Forward): Promise<void> {
    toTimestamp(timestamp, "The next block's time", (await this.latest(forward)).timestamp);
  }

  async #nextTimestamp(forward: Forward): Promise<number> {
    return this.#pendingTimestamp ?? (await this.latest(forward)).timestamp + 1;
  }

  /** Mines the blocks that a chain with this interval has before a block at `timestamp`, as far as they lack. */
  async #fill(timestamp: number, forward: Forward): Promise<void> {
    const latest = await this.latest(forward);
    this.#anchor ??= { number: latest.number, timestamp: latest.timestamp };
    if (this.#interval === "sample") return;
    // A block takes up what came since the one before: a transaction a second after it lies in the next.
    const passed = Math.ceil((timestamp - this.#anchor.timestamp) / this.#interval);
    const missing = this.#anchor.number + passed - latest.number - 1;
    if (missing > 0) await this.#skip(missing, latest.timestamp + this.#interval, this.#interval, forward);
  }

  /** Has the node mine empty blocks at once. */
  async #skip(count: number, first: number, interval: number, forward: Forward): Promise<void> {
    const { number, baseFee } = await this.latest(forward);
    await forward({ method: "evm_setNextBlockTimestamp", params: [toQuantity(first)] });
    await this.#setBaseFee(forward);
    await forward({ method: "hardhat_mine", params: [toQuantity(count), toQuantity(interval)] });
    if (count > readableSkip) this.jumps.add(number + 1, number + count);
    // Until the next block is mined, at once, nothing but its number and time is asked for.
    this.#latest = { number: number + count, timestamp: first + (count - 1) * interval, baseFee };
  }

  async #mineOne(timestamp: number, forward: Forward): Promise<unknown> {
    await this.#setBaseFee(forward);
    try {
      const result = await forward({ method: "evm_mine", params: [toQuantity(timestamp)] });
      this.#pendingTimestamp = undefined;
      return result;
    } finally {
      this.#latest = undefined;
    }
  }

  async #setBaseFee(forward: Forward): Promise<void> {
    if (this.baseFee === undefined) return;
    await forward({ method: "hardhat_setNextBlockBaseFeePerGas", params: [toQuantity(this.baseFee)] });
  }

  /** The latest block. */
  async latest(forward: Forward): Promise<BlockHeader> {
    return (this.#latest ??= await readHeader(forward));
  }
}

type Rule = (state: BlockRules, request: RpcRequest, forward: Forward) => Promise<unknown>;

const mineTransaction: Rule = (state, request, forward) => state.mineWith(request, forward);

const setInBlock: Rule = (state, request, forward) => state.setInBlock(request, forward);

const rules: Readonly<Record<string, Rule | undefined>> = {
  eth_sendTransaction: mineTransaction,
  eth_sendRawTransaction: mineTransaction,
  evm_mine: async (state, { params = [] }, forward) => {
    const [requested] = params;
    return await state.mineAt(requested === undefined ? undefined : Number(requested), forward);
  },
  hardhat_mine: async (state, { params = [] }, forward) => {
    const [count = 1, interval = 1] = params.map(Number);
    return await state.mineMany(count, interval, forward);
  },
  evm_setNextBlockTimestamp: (state, { params = [] }, forward) => state.postpone(Number(params[0]), forward),
  evm_increaseTime: (state, { params = [] }, forward) => state.increase(Number(params[0]), forward),
  evm_snapshot: (state, request, forward) => state.snapshot(request, forward),
  evm_revert: (state, request, forward) => state.revert(request, forward),
};

async function readHeader(forward: Forward): Promise<BlockHeader> {
  const block = (await forward({ method: "eth_getBlockByNumber", params: ["latest", false] })) as {
    readonly number: string;
    readonly timestamp: string;
    readonly baseFeePerGas?: string;
  };
  return {
    number: Number(block.number),
    timestamp: Number(block.timestamp),
    baseFee: BigInt(block.baseFeePerGas ?? 0),
  };
}
