import type { Chain } from "../chain/chain.ts";
import type { ViewTrace } from "./traces/viewTrace.ts";
import { readViews } from "./traces/readViews.ts";

interface Request {
  readonly trace: ViewTrace;
  readonly resolve: (value: bigint) => void;
  readonly reject: (reason: unknown) => void;
}

/** Reads views at one block: those that are asked for together in one call, and none of them twice. */
export class InvariantViews {
  readonly #chain: Chain;
  readonly #block: { readonly number: number; readonly timestamp: number };
  readonly #known = new Map<string, Promise<bigint>>();
  #waiting: Request[] = [];

  constructor(chain: Chain, block: { readonly number: number; readonly timestamp: number }) {
    this.#chain = chain;
    this.#block = block;
  }

  /** @throws ViewFailedError */
  async read(trace: ViewTrace): Promise<bigint> {
    const key = JSON.stringify([trace.target, trace.calldata, trace.path]);
    const known = this.#known.get(key) ?? this.#request(trace);
    this.#known.set(key, known);
    return await known;
  }

  async #request(trace: ViewTrace): Promise<bigint> {
    // The first to wait sends for all who come until the code that is running now has nothing left to do.
    if (this.#waiting.length === 0) setImmediate(() => void this.#send(this.#waiting.splice(0)));
    return await new Promise((resolve, reject) => this.#waiting.push({ trace, resolve, reject }));
  }

  async #send(requests: readonly Request[]): Promise<void> {
    try {
      const values = await this.#readAll(requests.map(({ trace }) => trace));
      requests.forEach(({ resolve }, index) => {
        resolve(values[index] ?? 0n);
      });
    } catch (error) {
      const [only, ...others] = requests;
      if (others.length === 0) only?.reject(error);
      // One view that fails must not take the others with it.
      else
        await Promise.all(
          requests.map(async (request) => {
            await this.#send([request]);
          }),
        );
    }
  }

  async #readAll(traces: readonly ViewTrace[]): Promise<bigint[]> {
    for await (const values of readViews(this.#chain, traces, [{ ...this.#block, baseFee: 0n }]))
      return values;
    return [];
  }
}
