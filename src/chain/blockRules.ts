import { toQuantity, type RpcRequest } from "./rpc.ts";

/** Answers a request directly, without applying the rules again. */
export type Forward = (request: RpcRequest) => Promise<unknown>;

/**
 * Gives every block that is mined an explicit timestamp and base fee, whoever causes it: a transaction of
 * any signer, `evm_mine` or `hardhat_mine`. The node's own clock, which follows the machine's, never enters.
 *
 * A block that nobody gave a timestamp comes one second after the one before. `evm_increaseTime` counts from
 * the latest block. `hardhat_mine` is carried out block by block, since the node keeps no readable state for
 * the blocks that it would skip over.
 *
 * @source evm_setNextBlockTimestamp, hardhat_setNextBlockBaseFeePerGas
 */
export class BlockRules {
  /** Wei per gas of every block mined from now on; `undefined` leaves it to EIP-1559. */
  baseFee: bigint | undefined;
  /** Unix seconds of the next block, if somebody gave it one. */
  pendingTimestamp: number | undefined;
  /** Mining requests are carried out one at a time, so that two of them cannot share a timestamp. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(baseFee: bigint | undefined) {
    this.baseFee = baseFee;
  }

  /** Whether {@link apply} has anything to do with a request. */
  concerns(method: string): boolean {
    return Object.hasOwn(rules, method);
  }

  /** Carries out a request under the rules, in order of arrival. */
  apply(request: RpcRequest, forward: Forward): Promise<unknown> {
    const rule = rules[request.method];
    if (rule === undefined) return forward(request);
    const result = this.#queue.then(() => rule(this, request, forward));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** Forgets a timestamp that was set for a block which was never mined. */
  forget(): void {
    this.pendingTimestamp = undefined;
  }

  async mineWith(request: RpcRequest, forward: Forward): Promise<unknown> {
    const latest = await latestTimestamp(forward);
    const timestamp = this.pendingTimestamp ?? latest + 1;
    await forward({ method: "evm_setNextBlockTimestamp", params: [toQuantity(timestamp)] });
    await this.#setBaseFee(forward);
    try {
      return await forward(request);
    } finally {
      // A transaction that reverts is mined all the same; one that is refused leaves the chain as it was.
      if ((await latestTimestamp(forward)) !== latest) this.pendingTimestamp = undefined;
    }
  }

  async mineAt(timestamp: number, forward: Forward): Promise<unknown> {
    await this.#setBaseFee(forward);
    const result = await forward({ method: "evm_mine", params: [toQuantity(timestamp)] });
    this.pendingTimestamp = undefined;
    return result;
  }

  async postpone(timestamp: number, forward: Forward): Promise<unknown> {
    const result = await forward({ method: "evm_setNextBlockTimestamp", params: [toQuantity(timestamp)] });
    this.pendingTimestamp = timestamp;
    return result;
  }

  async nextTimestamp(forward: Forward): Promise<number> {
    return this.pendingTimestamp ?? (await latestTimestamp(forward)) + 1;
  }

  async pendingOrLatest(forward: Forward): Promise<number> {
    return this.pendingTimestamp ?? (await latestTimestamp(forward));
  }

  async #setBaseFee(forward: Forward): Promise<void> {
    if (this.baseFee === undefined) return;
    await forward({ method: "hardhat_setNextBlockBaseFeePerGas", params: [toQuantity(this.baseFee)] });
  }
}

type Rule = (state: BlockRules, request: RpcRequest, forward: Forward) => Promise<unknown>;

const mineTransaction: Rule = (state, request, forward) => state.mineWith(request, forward);

const rules: Readonly<Record<string, Rule | undefined>> = {
  eth_sendTransaction: mineTransaction,
  eth_sendRawTransaction: mineTransaction,
  evm_mine: async (state, request, forward) => {
    const [requested] = request.params ?? [];
    const timestamp = requested === undefined ? await state.nextTimestamp(forward) : Number(requested);
    return await state.mineAt(timestamp, forward);
  },
  hardhat_mine: async (state, request, forward) => {
    const [count = 1, interval = 1] = (request.params ?? []).map(Number);
    let timestamp = await state.nextTimestamp(forward);
    for (let block = 0; block < count; block++) {
      await state.mineAt(timestamp, forward);
      timestamp += interval;
    }
    return true;
  },
  evm_setNextBlockTimestamp: (state, request, forward) =>
    state.postpone(Number(request.params?.[0]), forward),
  evm_increaseTime: async (state, request, forward) => {
    const seconds = Number(request.params?.[0]);
    await state.postpone((await state.pendingOrLatest(forward)) + seconds, forward);
    return toQuantity(seconds);
  },
  evm_revert: async (state, request, forward) => {
    const result = await forward(request);
    state.forget();
    return result;
  },
};

async function latestTimestamp(forward: Forward): Promise<number> {
  const block = (await forward({ method: "eth_getBlockByNumber", params: ["latest", false] })) as {
    timestamp: string;
  };
  return Number(block.timestamp);
}
