import type { Provider } from "ethers";
import { assertFunction } from "../common/assertFunction.ts";
import { assertWei } from "../common/assertWei.ts";
import { createRandom, type Random, type RandomPosition } from "../common/random.ts";
import type { BlockRulesState } from "./blockRules.ts";
import type { ChainIdentity } from "./chainIdentity.ts";
import type { ChainConnection, HardhatConnection } from "./connection.ts";
import type { ContractBook, ContractBookEntries } from "./contractBook.ts";
import { findFailure } from "./decodeRevert.ts";
import { ChainClosedError } from "./errors.ts";
import { explainRevert } from "./explainRevert.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import { parseAddress } from "./parseAddress.ts";
import { type BlockHeader, type RpcProvider, type RpcRequest, toQuantity } from "./rpc.ts";
import { SeededSigners, signerBalance, type SimulatedSigner } from "./seededSigners.ts";

/** What a chain knows beside the node that carries it. */
export interface ChainMemory extends ContractBookEntries {
  /** Wei per gas of the blocks to come; `undefined` if EIP-1559 decides. */
  readonly baseFee: bigint | undefined;
  /** How blocks are counted, and which cannot be read. */
  readonly blocks: BlockRulesState;
  /** How many signers have been made from the seed. */
  readonly signers: number;
  /** How many accounts have been made for scripts that asked for some. */
  readonly accounts: number;
  /** Where random numbers stand. */
  readonly random: RandomPosition;
}

/**
 * A simulated Ethereum, whatever its state comes from. Every block on it has an explicit timestamp and base
 * fee; nothing on it depends on the machine's clock.
 */
export class Chain {
  /** How this chain came about, for people: beside what {@link identity} says, an endpoint's host or a cassette's name. */
  readonly provenance: string;
  /** Raw JSON-RPC. */
  readonly provider: RpcProvider;
  /** For ethers contracts that only read. */
  readonly ethersProvider: Provider;
  /** What is known of contracts: names, errors, compiled forms, addresses to be found again. */
  readonly contracts: ContractBook;
  /** Random numbers that follow from the chain's seed. A snapshot and a state file keep where they stand. */
  readonly random: Random;
  readonly #connection: ChainConnection;
  readonly #signers: SeededSigners;
  #identity: ChainIdentity;
  readonly #findings: string[] = [];
  /** Why it was closed; `undefined` while it is open. */
  #closed: string | undefined;

  constructor(
    identity: ChainIdentity,
    connection: ChainConnection,
    contracts: ContractBook,
    provenance = `${identity.kind}, ${identity.origin}`,
  ) {
    this.#identity = identity;
    this.provenance = provenance;
    this.contracts = contracts;
    this.random = createRandom(JSON.stringify([identity.seed, "random"]));
    this.#connection = connection;
    this.provider = connection.provider;
    this.ethersProvider = connection.ethersProvider;
    this.#signers = new SeededSigners(connection, identity.seed);
    const explaining = {
      contracts,
      hardfork: connection.hardfork,
      ask: async ({ method, params = [] }: RpcRequest) =>
        await connection.provider.request({ method, params: [...params] }),
    };
    connection.handlers.explain = async (request, error) => await explainRevert(explaining, request, error);
    connection.handlers.accounts = async () => await this.#signers.accounts();
  }

  /** What says which chain this is: recordings and charts keep it. */
  get identity(): ChainIdentity {
    return this.#identity;
  }

  /** What a pack has found on the chain, for people: `Vault v3`. */
  get findings(): readonly string[] {
    return this.#findings;
  }

  /**
   * Adds to {@link findings}; and to the origin, which every chart and export shows, what nobody would expect there.
   *
   * @internal
   */
  addFinding(found: string, { isOrigin }: { readonly isOrigin: boolean }): void {
    this.#findings.push(found);
    if (isOrigin) this.#identity = { ...this.#identity, origin: `${this.#identity.origin} with ${found}` };
  }

  /** The connection of Hardhat, for what takes one: Ignition modules, deploy scripts, other plugins. */
  get connection(): HardhatConnection {
    return this.#connection.hardhat;
  }

  /** Rules of the blocks to come, such as `osaka`. */
  get hardfork(): string {
    return this.#connection.hardfork;
  }

  /**
   * Makes every request wait for what `before` returns; replaces what was set before.
   *
   * @internal
   */
  holdRequests(before: (method: string) => Promise<void> | undefined): void {
    this.#connection.handlers.before = before;
  }

  /**
   * Sends one JSON-RPC request.
   *
   * @throws ChainClosedError after `close()`
   */
  async request(method: string, params: unknown[] = []): Promise<unknown> {
    this.#assertOpen(method);
    return await this.provider.request({ method, params });
  }

  /** The latest block, or the one with that number. */
  async block(number: number | "latest" = "latest"): Promise<BlockHeader> {
    const tag = number === "latest" ? number : toQuantity(number);
    const block = (await this.request("eth_getBlockByNumber", [tag, false])) as {
      number: string;
      timestamp: string;
      baseFeePerGas?: string;
    };
    return {
      number: Number(block.number),
      timestamp: Number(block.timestamp),
      baseFee: BigInt(block.baseFeePerGas ?? 0),
    };
  }

  /**
   * Mines an empty block at a time, and before it the blocks that the chain's block interval puts in between.
   *
   * @param timestamp - unix seconds, later than the latest block's
   * @returns the block
   * @source evm_mine, hardhat_mine
   */
  async mine(timestamp: number | bigint): Promise<BlockHeader> {
    await this.request("evm_mine", [toQuantity(timestamp)]);
    return await this.block();
  }

  /** Sets when the next block comes, unix seconds; that block is then caused by a transaction. */
  async setNextBlockTimestamp(timestamp: number | bigint): Promise<void> {
    await this.request("evm_setNextBlockTimestamp", [toQuantity(timestamp)]);
  }

  /** Wei per gas of the blocks to come; `undefined` if EIP-1559 decides. */
  get baseFee(): bigint | undefined {
    return this.#connection.rules.baseFee;
  }

  set baseFee(wei: bigint | undefined) {
    this.#connection.rules.baseFee = wei;
  }

  /**
   * Has blocks follow from the time since the latest one. A pack calls it when its set-up is done: what that has mined
   * is then not made up for, as on a fork of the chain.
   *
   * @internal
   */
  countBlocksFromHere(): void {
    this.#connection.rules.countFromHere();
  }

  /**
   * Puts all transactions that a function sends into one block, in the order in which they are sent, one second after the
   * latest block. Each is answered at once: its receipt, or why it failed, is that of the block as far as it is filled
   * then. Within such a function, another one adds to the same block.
   *
   * Balances and other state that are set meanwhile are in place before the block's first transaction.
   *
   * @param send - sends the transactions, and waits for them
   * @returns what `send` returns
   * @throws what `send` throws. If that is a transaction's failure, the block stands as it is; after anything else the
   *   chain is where it was, without a block
   * @throws OneBlockError if something in it would need another block, or the block is full
   */
  async inOneBlock<Result>(send: () => Result | Promise<Result>): Promise<Result> {
    this.#assertOpen("inOneBlock");
    assertFunction(send, "$.inOneBlock takes a function that sends transactions");
    const { rules } = this.#connection;
    if (rules.isBlockOpen) return await send();
    rules.openBlock();
    try {
      return await send();
    } catch (error) {
      const start = await rules.closeBlock();
      const isSent = (findFailure(error)?.transactionHash ?? "") !== "";
      if (start !== undefined && !isSent) await this.request("evm_revert", [start]);
      throw error;
    } finally {
      await rules.closeBlock();
    }
  }

  /** A signer for any address; nobody asks for its key. */
  async getSigner(address: string): Promise<SimulatedSigner> {
    this.#assertOpen("getSigner");
    return await this.#signers.at(parseAddress(address));
  }

  /**
   * A new signer with ether, whose address follows from the chain's seed.
   *
   * @param balance - wei, >= 0
   * @throws InvalidArgumentsError if `balance` is negative
   */
  async newSigner(balance: bigint = signerBalance): Promise<SimulatedSigner> {
    this.#assertOpen("newSigner");
    assertWei(balance, "The balance");
    return await this.#signers.next(balance);
  }

  /**
   * Sets an account's ether, in wei.
   *
   * @throws InvalidArgumentsError if `wei` is negative
   */
  async setBalance(address: string, wei: bigint): Promise<void> {
    this.#assertOpen("setBalance");
    assertWei(wei, "The balance");
    await this.#connection.setBalance(parseAddress(address), wei);
  }

  /** Remembers state, base fee, signers and what is known of contracts; `restore` goes back, as often as wanted. */
  async takeSnapshot(): Promise<{ restore(): Promise<void> }> {
    this.#assertOpen("takeSnapshot");
    const { baseFee } = this;
    const restoreSigners = this.#signers.snapshot();
    const restoreContracts = this.contracts.snapshot();
    const { position } = this.random;
    const snapshot = await this.#connection.takeSnapshot();
    return {
      restore: async () => {
        this.#assertOpen("going back to a snapshot");
        await snapshot.restore();
        this.baseFee = baseFee;
        restoreSigners();
        restoreContracts();
        this.random.position = position;
      },
    };
  }

  /**
   * What was done to the chain since it was opened.
   *
   * @internal
   */
  get journal(): Journal {
    return this.#connection.journal;
  }

  /**
   * What the chain knows beside the node: a state file keeps it next to the journal.
   *
   * @internal
   */
  get memory(): ChainMemory {
    return {
      baseFee: this.baseFee,
      blocks: this.#connection.rules.state,
      signers: this.#signers.count,
      accounts: this.#signers.accountCount,
      random: this.random.position,
      ...this.contracts.entries,
    };
  }

  /**
   * Does again what was done to another chain that was opened from the same.
   *
   * @internal
   * @throws StateDeviationError at the first request that does not end as it did
   */
  async resume(entries: readonly JournalEntry[], memory: ChainMemory): Promise<void> {
    this.#assertOpen("resume");
    await this.#connection.replay(entries);
    this.baseFee = memory.baseFee;
    this.#connection.rules.resume(memory.blocks);
    this.#signers.count = memory.signers;
    this.#signers.accountCount = memory.accounts;
    this.random.position = memory.random;
    this.contracts.resume(memory);
  }

  /**
   * Ends the chain. What is asked of it afterwards fails with a ChainClosedError, by contracts, signers and whatever
   * else has its connection, too.
   *
   * @param because - why it ends, for that error: `openSession() opened another`
   */
  async close(because = ""): Promise<void> {
    if (this.#closed !== undefined) return;
    this.#closed = because;
    this.#connection.refuse((method) => this.#closedError(method));
    await this.#connection.close();
  }

  #assertOpen(asked: string): void {
    if (this.#closed !== undefined) throw this.#closedError(asked);
  }

  #closedError(asked: string): ChainClosedError {
    const because = this.#closed === "" ? "" : `: ${this.#closed ?? ""}`;
    return new ChainClosedError({
      message: `${asked} was asked of a chain that is closed${because}.`,
      hint: "Open a new chain: openChain(), or openNotebook() in a notebook.",
    });
  }
}
