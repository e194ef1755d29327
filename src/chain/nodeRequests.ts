import { InvalidArgumentsError } from "../common/errors.ts";
import { BaseFeeCalls } from "./baseFeeCalls.ts";
import type { BlockRules, Forward } from "./blockRules.ts";
import type { ConnectionHandlers } from "./connection.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import { type RpcRequest, toQuantity } from "./rpc.ts";

/** Requests that change state without a block of their own, or with one. */
const changing = /^(eth_send|hardhat_set(Balance|Code|Nonce|StorageAt)$)/;

/**
 * What a request goes through between whoever makes it, be it ethers, a script or Ignition, and the node: it waits for an
 * interrupted scenario, is refused where the node would answer with something else, sees the base fee of its block,
 * mines under the rules, and is written down.
 */
export class NodeRequests {
  readonly handlers: ConnectionHandlers = {
    before: () => undefined,
    explain: () => Promise.resolve(undefined),
    accounts: () => Promise.resolve([]),
  };
  readonly #rules: BlockRules;
  readonly #journal: Journal;
  readonly #calls = new BaseFeeCalls();
  /** Gas of a transaction that does not say how much, and the most that one may have. */
  readonly #transactionGas: number;
  #replayed: readonly JournalEntry[] | undefined;

  constructor(rules: BlockRules, journal: Journal, transactionGas: number) {
    this.#rules = rules;
    this.#journal = journal;
    this.#transactionGas = transactionGas;
  }

  /** Has the next request carry out literally what a journal holds, before it is answered itself. */
  replayNext(entries: readonly JournalEntry[]): void {
    this.#replayed = entries;
  }

  /**
   * Answers a request.
   *
   * @param send - hands a request to the node as it is; throws the node's errors
   * @throws BlockInsideJumpError, InvalidArgumentsError, and what `send` throws
   */
  async answer({ method, params = [] }: RpcRequest, send: Forward): Promise<unknown> {
    // Nearly always there is nothing to wait for, and no need to give other work a turn.
    const held = this.handlers.before(method);
    if (held !== undefined) await held;
    if (method === "eth_accounts") return await this.handlers.accounts();
    const entries = this.#replayed;
    this.#replayed = undefined;
    await this.#rules.jumps.assertReadable({ method, params }, async (hash) => await numberOf(hash, send));
    const request = await this.#prepare({ method, params }, send);
    const forward: Forward = async (inner) => await this.#journal.pass(inner, send);
    const result = await this.#rules.apply(request, forward);
    if (entries !== undefined) await this.#journal.replay(entries, send);
    if (method === "evm_revert" || method === "hardhat_setCode" || entries !== undefined)
      this.#calls.forget();
    else if (changing.test(method)) this.#calls.changed((await this.#rules.latest(forward)).number);
    return result;
  }

  async #prepare(request: RpcRequest, send: Forward): Promise<RpcRequest> {
    switch (request.method) {
      case "eth_call":
        return await this.#calls.prepare(request, send);
      case "eth_sendTransaction":
        return { ...request, params: (request.params ?? []).map((part) => this.#withGas(part)) };
      default:
        return request;
    }
  }

  /** Estimating costs ten executions. */
  #withGas(given: unknown): unknown {
    const most = this.#transactionGas;
    const transaction: Readonly<Record<string, unknown>> = { gas: toQuantity(most), ...(given as object) };
    if (Number(transaction.gas) <= most) return transaction;
    throw new InvalidArgumentsError({
      message: `A transaction of ${Number(transaction.gas)} gas is refused: the chain's rules allow ${most}.`,
      hint: "Leave gasLimit out, or do less in one transaction: since Osaka one may have 2^24 gas, before as much as a block.",
    });
  }
}

async function numberOf(hash: string, send: Forward): Promise<number | undefined> {
  const block = (await send({ method: "eth_getBlockByHash", params: [hash, false] })) as {
    readonly number: string;
  } | null;
  return block === null ? undefined : Number(block.number);
}
