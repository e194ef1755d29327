import { OneBlockError } from "./errors.ts";
import { type RpcRequest, toQuantity } from "./rpc.ts";

/** Hands a request to the node as it is. */
type Forward = (request: RpcRequest) => Promise<unknown>;

/** What a block needs of the chain that it is made on. */
export interface BlockSite {
  snapshot(request: RpcRequest, forward: Forward): Promise<unknown>;
  revert(request: RpcRequest, forward: Forward): Promise<unknown>;
  /** Sets time and base fee of the next block, and mines those before it. @returns its number */
  prepareNext(forward: Forward): Promise<number>;
  /** Number of the latest block, asked anew. */
  latestNumber(forward: Forward): Promise<number>;
}

/** Requests that set state without a block. */
const settings = /^hardhat_set(Balance|Code|Nonce|StorageAt)$/;

/** Requests that would make another block, or go back behind this one. */
const impossible =
  /^(evm_(?!setBlockGasLimit)|hardhat_(mine|reset|dropTransaction|setPrevRandao|setCoinbase)$)/;

/** Gas of the smallest transaction. */
const leastGas = 21_000;

/**
 * A block that is being filled. With each transaction it is made anew, from where the chain stood, out of all those that
 * came before and the new one: so each is answered at once and as any other is, with its receipt or why it failed, and
 * what is read meanwhile is what those before have left.
 *
 * @source evm_snapshot, evm_revert, evm_setAutomine
 */
export class OpenBlock {
  readonly #site: BlockSite;
  readonly #usualGas: number;
  /** What the block is made of, in order. */
  readonly #parts: RpcRequest[] = [];
  #snapshot: unknown;

  /** @param usualGas - gas of transactions that do not say how much */
  constructor(site: BlockSite, usualGas: number) {
    this.#site = site;
    this.#usualGas = usualGas;
  }

  /** The chain before the block; `undefined` while there is none. */
  get start(): unknown {
    return this.#snapshot;
  }

  /** Whether a request is kept, to be carried out again whenever the block is made anew. */
  concerns(method: string): boolean {
    return this.#snapshot !== undefined && settings.test(method);
  }

  /** @throws OneBlockError for a request that would need another block */
  assertPossible(method: string): void {
    if (!impossible.test(method)) return;
    throw new OneBlockError({
      message: `${method} was asked for while one block is made: it has one time, and ends with the function.`,
      hint: "Move time, mine, take snapshots and go back to them before or after $.inOneBlock(…).",
    });
  }

  /** Sets state, now and whenever the block is made anew: it is in place before the block's first transaction then. */
  async set(request: RpcRequest, forward: Forward): Promise<unknown> {
    const result = await forward(request);
    this.#parts.push(request);
    return result;
  }

  /**
   * Puts a transaction at the block's end.
   *
   * @throws what the node fails with; a transaction that reverts is in the block, one that is refused is not
   * @throws OneBlockError if the block is full
   */
  async add(given: RpcRequest, forward: Forward): Promise<unknown> {
    const request = await this.#fit(given, forward);
    const number = await this.#begin(forward);
    await this.#send(this.#parts, forward);
    const sending = forward(request);
    await Promise.allSettled([sending]);
    const latest = await this.#site.latestNumber(forward);
    if (latest === number) this.#parts.push(request);
    else await this.#again(forward);
    if (latest > number) throw full(this.#count);
    return await sending;
  }

  get #count(): number {
    return this.#parts.filter(({ method }) => !settings.test(method)).length;
  }

  /** A node takes no transaction whose limit exceeds what is left of the block; the usual one gets what is left. */
  async #fit(request: RpcRequest, forward: Forward): Promise<RpcRequest> {
    const [transaction] = (request.params ?? []) as [{ readonly gas?: string } | string];
    const isUsual = typeof transaction === "object" && Number(transaction.gas) === this.#usualGas;
    if (!isUsual || this.#count === 0) return request;
    const block = (await forward({ method: "eth_getBlockByNumber", params: ["latest", false] })) as {
      readonly gasLimit: string;
      readonly gasUsed: string;
    };
    const left = Number(block.gasLimit) - Number(block.gasUsed);
    if (left < leastGas) throw full(this.#count);
    return { ...request, params: [{ ...transaction, gas: toQuantity(Math.min(left, this.#usualGas)) }] };
  }

  /** Goes back to before the block, and begins it. */
  async #begin(forward: Forward): Promise<number> {
    if (this.#snapshot !== undefined)
      await this.#site.revert({ method: "evm_revert", params: [this.#snapshot] }, forward);
    this.#snapshot = await this.#site.snapshot({ method: "evm_snapshot" }, forward);
    return await this.#site.prepareNext(forward);
  }

  /** Makes the block of what it has. */
  async #again(forward: Forward): Promise<void> {
    await this.#begin(forward);
    const last = this.#parts.findLastIndex(({ method }) => !settings.test(method));
    await this.#send(this.#parts.slice(0, Math.max(last, 0)), forward);
    for (const part of this.#parts.slice(Math.max(last, 0))) {
      // It has reverted before, and that was reported.
      await forward(part).catch(() => undefined);
    }
    await this.#site.latestNumber(forward);
  }

  /** Has the node hold transactions until the next one comes. */
  async #send(parts: readonly RpcRequest[], forward: Forward): Promise<void> {
    if (parts.length === 0) return;
    await forward({ method: "evm_setAutomine", params: [false] });
    try {
      for (const part of parts) await forward(part);
    } finally {
      await forward({ method: "evm_setAutomine", params: [true] });
    }
  }
}

function full(count: number): OneBlockError {
  return new OneBlockError({
    message: `Transaction ${count + 1} does not fit into the block, with ${count} before it.`,
    hint: "A block has a gas limit, and a transaction needs as much room as its own gas limit: give it a lower one, { gasLimit: … }, or send fewer.",
  });
}
