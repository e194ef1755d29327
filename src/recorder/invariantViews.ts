import type { Chain } from "../chain/chain.ts";
import type { BlockHeader } from "../chain/rpc.ts";
import { readView } from "./traces/readViews.ts";
import type { ViewTrace } from "./traces/viewTrace.ts";

/** Reads views at one block, none of them twice. */
export class InvariantViews {
  readonly #chain: Chain;
  readonly #block: Omit<BlockHeader, "baseFee">;
  readonly #known = new Map<string, Promise<bigint>>();

  constructor(chain: Chain, block: Omit<BlockHeader, "baseFee">) {
    this.#chain = chain;
    this.#block = block;
  }

  /** @throws ViewFailedError */
  async read(trace: ViewTrace): Promise<bigint> {
    const key = JSON.stringify([trace.target, trace.caller, trace.calldata, trace.path]);
    const known = this.#known.get(key) ?? readView(this.#chain, trace, this.#block);
    this.#known.set(key, known);
    return await known;
  }
}
