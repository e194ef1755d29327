import { describeCause } from "../common/describeCause.ts";
import { StateDeviationError } from "./errors.ts";
import type { Forward } from "./blockRules.ts";
import type { RpcRequest } from "./rpc.ts";
import type { ChainOrigin } from "./state/chainOrigin.ts";

/** One request that changed a chain, as the node got it. */
export interface JournalEntry {
  readonly method: string;
  readonly params: readonly unknown[];
  /** Whether the node answered with an error. A transaction that reverts is mined all the same. */
  readonly failed: boolean;
}

/**
 * What was done to a chain since it was opened: every request that changed it, as the node got it, in the order in
 * which the node carried it out. The node cannot give its state away; the journal, done again, leads to it.
 *
 * What `evm_revert` undoes is struck out. A request costs its text and some microseconds; reading costs nothing.
 */
export class Journal {
  #origin: ChainOrigin | undefined;
  /** JSON of `[method, params]`, with a third element `"failed"` where the node refused. Texts stay small in memory. */
  #entries: string[] = [];
  /** Latest text per method: what is asked for before every block, such as the base fee, is kept once. */
  readonly #latest = new Map<string, string>();
  /** Number of entries at each snapshot that can still be gone back to. */
  readonly #snapshots = new Map<number, number>();
  readonly #impersonated = new Set<string>();
  #obstacle: string | undefined;
  /** Requests that change the chain go one at a time, so that their order is the journal's. */
  #queue: Promise<unknown> = Promise.resolve();

  /** What the chain was opened from; `undefined` while nothing is written down. */
  get origin(): ChainOrigin | undefined {
    return this.#origin;
  }

  /** Why the journal no longer tells all that happened; `undefined` if it does. */
  get obstacle(): string | undefined {
    return this.#obstacle;
  }

  /** How many entries there are. */
  get length(): number {
    return this.#entries.length;
  }

  /** Begins to write down, from the chain's present state on, which opening `origin` gives again. */
  begin(origin: ChainOrigin): void {
    this.#origin = origin;
    this.#entries = [];
    this.#snapshots.clear();
    this.#impersonated.clear();
    this.#obstacle = undefined;
  }

  /** Writes nothing more down, and forgets what was. The chain can no longer be saved. */
  stop(): void {
    this.#origin = undefined;
    this.#entries = [];
  }

  /** Whether {@link pass} has anything to do with a request. */
  concerns(method: string): boolean {
    return this.#origin !== undefined && changing.test(method);
  }

  /** Has a request carried out, and writes it down if it changed the chain. */
  pass(request: RpcRequest, forward: Forward): Promise<unknown> {
    if (!this.concerns(request.method)) return forward(request);
    const result = this.#queue.then(() => this.#record(request, forward));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /**
   * Does again what a journal holds, and writes it down.
   *
   * @throws StateDeviationError at the first request that does not end as it did
   */
  async replay(entries: readonly JournalEntry[], forward: Forward): Promise<void> {
    for (const [index, entry] of entries.entries()) {
      let failure: unknown;
      try {
        await this.pass(entry, forward);
      } catch (error) {
        failure = error ?? new Error("unknown");
      }
      if ((failure !== undefined) === entry.failed) continue;
      const outcome = failure === undefined ? "succeeds" : `fails (${describeCause(failure)})`;
      throw new StateDeviationError({
        message: `Request ${index + 1} of ${entries.length}, ${entry.method}, ${outcome}, where it once did not.`,
        hint: deviationHint,
        cause: failure,
      });
    }
  }

  /** The entries as JSON, once the requests under way have been carried out. */
  async toJson(): Promise<string> {
    await this.#queue;
    return `[${this.#entries.join(",\n")}]`;
  }

  async #record(request: RpcRequest, forward: Forward): Promise<unknown> {
    const { method, params = [] } = request;
    // What the node is given; Hardhat fills gaps in the same objects later.
    const text = JSON.stringify([method, params]);
    try {
      const result = await forward(request);
      this.#onSuccess(method, params, text, result);
      return result;
    } catch (error) {
      if (isTransaction(method)) this.#entries.push(`${text.slice(0, -1)},"failed"]`);
      throw error;
    }
  }

  #onSuccess(method: string, params: readonly unknown[], text: string, result: unknown): void {
    const [first] = params;
    switch (method) {
      case "evm_snapshot":
        this.#snapshots.set(Number(result), this.#entries.length);
        return;
      case "evm_revert":
        if (result === true) this.#strikeOut(Number(first));
        return;
      case "hardhat_impersonateAccount": {
        const address = String(first).toLowerCase();
        if (this.#impersonated.has(address)) return;
        this.#impersonated.add(address);
        break;
      }
      case "hardhat_stopImpersonatingAccount":
        this.#impersonated.delete(String(first).toLowerCase());
        break;
      case "evm_setIntervalMining":
        if (Number(first) !== 0) this.#obstacle = "it mined blocks by the machine's clock";
        break;
    }
    const latest = this.#latest.get(method);
    if (latest !== text) this.#latest.set(method, text);
    this.#entries.push(latest === text ? latest : text);
  }

  #strikeOut(snapshot: number): void {
    const length = this.#snapshots.get(snapshot);
    if (length === undefined) {
      this.#obstacle = "it went back to a snapshot from before its opening";
      return;
    }
    const undone = this.#entries.slice(length);
    this.#entries.length = length;
    // Going back leaves the node's settings as they are.
    this.#entries.push(...undone.filter((text) => setting.test(text)));
    for (const id of this.#snapshots.keys()) if (id >= snapshot) this.#snapshots.delete(id);
  }
}

/** Why a sound file may lead elsewhere. */
export const deviationHint =
  "Contracts, npm packages or hardhat.config.ts differ from those that the file was saved with: open it with the same, or set up and save again.";

/** Methods that change the chain, or the node that carries it. */
const changing = /^(?:eth_send|evm_|hardhat_(?!metadata|getAutomine|addCompilationResult|setLoggingEnabled))/;

/** Entries of what `evm_revert` does not undo. */
const setting =
  /^\["(?:hardhat_impersonateAccount|hardhat_stopImpersonatingAccount|evm_setAutomine|evm_setIntervalMining)"/;

/** Whether a journal may hold a request; anything else in a file was not written by a journal. */
export function isJournaled(method: string): boolean {
  return changing.test(method) && method !== "evm_snapshot" && method !== "evm_revert";
}

function isTransaction(method: string): boolean {
  return method.startsWith("eth_send");
}
