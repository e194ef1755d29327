import { BlockInsideJumpError } from "./errors.ts";
import type { RpcRequest } from "./rpc.ts";

/** First and last block of a stretch. */
type Range = readonly [from: number, to: number];

/** Where a request that reads state says at which block: index of the parameter. */
const blockParameter: Readonly<Record<string, number>> = {
  eth_call: 1,
  eth_estimateGas: 1,
  eth_getBalance: 1,
  eth_getCode: 1,
  eth_getTransactionCount: 1,
  eth_getStorageAt: 2,
  eth_getProof: 2,
  debug_traceCall: 1,
};

/**
 * Blocks that the node has mined at once. It keeps no state of them, and answers what is asked of it there with
 * something else, without a word: 0 instead of a value, code that is not there yet. So nobody gets to ask.
 */
export class BlockJumps {
  /** In rising order. */
  #ranges: Range[] = [];

  /** All of them, in rising order. */
  get ranges(): readonly Range[] {
    return this.#ranges;
  }

  /** Adds blocks after all that are known. */
  add(from: number, to: number): void {
    this.#ranges.push([from, to]);
  }

  replace(ranges: readonly Range[]): void {
    this.#ranges = [...ranges];
  }

  /** Forgets blocks after one that the chain went back to. */
  forgetAfter(number: number): void {
    while ((this.#ranges.at(-1)?.[1] ?? 0) > number) this.#ranges.pop();
  }

  /**
   * Checks that what a request reads can be read.
   *
   * @param numberOf - gives the number of a block with that hash
   * @throws BlockInsideJumpError
   */
  async assertReadable(
    { method, params = [] }: RpcRequest,
    numberOf: (hash: string) => Promise<number | undefined>,
  ): Promise<void> {
    const index = this.#ranges.length === 0 ? undefined : blockParameter[method];
    if (index === undefined) return;
    const number = await blockNumber(params[index], numberOf);
    const range = number === undefined ? undefined : this.#find(number);
    if (number !== undefined && range !== undefined) throw new BlockInsideJumpError(method, number, range);
  }

  /** The jump that a block lies in: by halving, since there may be one for every sample of years. */
  #find(number: number): Range | undefined {
    let [low, high] = [0, this.#ranges.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = this.#ranges[middle];
      if (range === undefined) return undefined;
      if (number < range[0]) high = middle - 1;
      else if (number > range[1]) low = middle + 1;
      else return range;
    }
    return undefined;
  }
}

/** A block is named by its number, or by its hash; names such as `latest` stand for blocks that were asked for. */
async function blockNumber(
  block: unknown,
  numberOf: (hash: string) => Promise<number | undefined>,
): Promise<number | undefined> {
  const isObject = typeof block === "object" && block !== null;
  const { blockNumber: number, blockHash: hash } = (isObject ? block : { blockNumber: block }) as {
    readonly blockNumber?: unknown;
    readonly blockHash?: unknown;
  };
  if (typeof hash === "string") return await numberOf(hash);
  return typeof number === "string" && number.startsWith("0x") ? Number(number) : undefined;
}
