import { getAddress, Interface, MaxUint256, type Provider, type Signer } from "ethers";
import { ChainClosedError } from "./errors.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import type { BlockRules } from "./blockRules.ts";
import type { Candidate } from "../keep3r/candidates/candidate.ts";
import { creationCodeHash } from "./creationCodeHash.ts";
import { explainRevert } from "./explainRevert.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import { SeededSigners, signerBalance, type SimulatedSigner } from "./seededSigners.ts";
import { toQuantity, type RpcProvider } from "./rpc.ts";

/** Where a chain's state comes from. The replay of a fork is that fork again, and its kind is the same. */
export type ChainKind = "embedded" | "fork";

/** What is asked of a block most often. */
export interface BlockHeader {
  readonly number: number;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Wei per gas. */
  readonly baseFee: bigint;
}

/** A compiled contract. */
export interface ContractArtifact {
  readonly contractName: string;
  /** Path of the source that declares it: `contracts/jobs/GasBurningJob.sol`. */
  readonly sourceName: string;
  readonly abi: readonly unknown[];
  /** Creation code; may hold placeholders of libraries. */
  readonly bytecode: string;
  readonly linkReferences: Readonly<Record<string, Readonly<Record<string, readonly LinkReference[]>>>>;
}

/** A compiled contract that a chain has asked for. */
export interface UsedArtifact {
  /** Fully qualified name: path of the source, colon, contract. */
  readonly artifact: string;
  /** keccak256 of its creation code. */
  readonly codeHash: string;
}

/** Where a library's address goes in creation code: byte offset and length. */
export interface LinkReference {
  readonly start: number;
  readonly length: number;
}

/** Turns a failed request's error into one that says more. */
export interface FailureExplainer {
  /** Gives `undefined` if the error says all there is. */
  explain: (method: string, error: unknown) => Promise<Error | undefined>;
}

/** What a chain is built on: one connection to a simulated network. */
export interface ChainConnection {
  readonly provider: RpcProvider;
  readonly ethersProvider: Provider;
  readonly rules: BlockRules;
  /** Asked about every request that fails. */
  readonly failures: FailureExplainer;
  /** What was done to the chain, for state files. */
  readonly journal: Journal;
  /** Carries out literally what a journal holds. */
  replay(entries: readonly JournalEntry[]): Promise<void>;
  getSigner(address: string): Promise<Signer>;
  setBalance(address: string, wei: bigint): Promise<void>;
  takeSnapshot(): Promise<{ restore(): Promise<void> }>;
  readArtifact(name: string): Promise<ContractArtifact>;
  close(): Promise<void>;
}

/** What says which chain this is. */
export interface ChainIdentity {
  readonly kind: ChainKind;
  readonly chainId: number;
  /** Preset or fork block, in words. */
  readonly origin: string;
  /** Everything random on the chain follows from it. */
  readonly seed: string;
  /** What stands in place of mainnet's Keep3r V2; absent if that itself does. */
  readonly candidate?: Candidate;
}

/** What a chain knows beside the node that carries it. */
export interface ChainMemory {
  /** Wei per gas of the blocks to come; `undefined` if EIP-1559 decides. */
  readonly baseFee: bigint | undefined;
  /** When the next block comes, unix seconds, if that was set and the block not mined yet. */
  readonly pendingTimestamp: number | undefined;
  /** How many signers have been made from the seed. */
  readonly signers: number;
  /** Custom errors that have been learnt from ABIs, in Solidity's words. */
  readonly errors: readonly string[];
  /** What contracts are called. */
  readonly contractNames: readonly (readonly [address: string, name: string])[];
  /** Compiled contracts that the chain was made from, and the hashes of their creation code. */
  readonly artifacts: readonly (readonly [artifact: string, codeHash: string])[];
  /** Addresses that somebody wants to find again. */
  readonly addressBook: readonly (readonly [name: string, address: string])[];
}

/**
 * A simulated Ethereum, whatever its state comes from. Every block on it has an explicit timestamp and base
 * fee; nothing on it depends on the machine's clock.
 */
export class Chain {
  readonly identity: ChainIdentity;
  /** How this chain came about, for people: beside what {@link identity} says, an endpoint's host or a recording's name. */
  readonly provenance: string;
  /** Raw JSON-RPC. */
  readonly provider: RpcProvider;
  /** For ethers contracts that only read. */
  readonly ethersProvider: Provider;
  /** Addresses that a state file keeps, by name. */
  readonly addressBook = new Map<string, string>();
  #savedAddresses: ReadonlyMap<string, string> = new Map();
  readonly #connection: ChainConnection;
  readonly #signers: SeededSigners;
  readonly #interfaces = new Map<string, Interface>();
  readonly #contractNames = new Map<string, string>();
  readonly #artifacts = new Map<string, string>();
  #closed = false;

  constructor(
    identity: ChainIdentity,
    connection: ChainConnection,
    provenance = `${identity.kind}, ${identity.origin}`,
  ) {
    this.identity = identity;
    this.provenance = provenance;
    this.#connection = connection;
    this.provider = connection.provider;
    this.ethersProvider = connection.ethersProvider;
    this.#signers = new SeededSigners(connection, identity.seed);
    connection.failures.explain = async (method, error) => await explainRevert(this, method, error);
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
   * Mines an empty block.
   *
   * @param timestamp - unix seconds, later than the latest block's
   * @source evm_mine
   */
  async mine(timestamp: number): Promise<void> {
    await this.request("evm_mine", [toQuantity(timestamp)]);
  }

  /** Sets when the next block comes, unix seconds; that block is then caused by a transaction. */
  async setNextBlockTimestamp(timestamp: number): Promise<void> {
    await this.request("evm_setNextBlockTimestamp", [toQuantity(timestamp)]);
  }

  /** Wei per gas of the blocks to come; `undefined` if EIP-1559 decides. */
  get baseFee(): bigint | undefined {
    return this.#connection.rules.baseFee;
  }

  set baseFee(wei: bigint | undefined) {
    this.#connection.rules.baseFee = wei;
  }

  /** A signer for any address; nobody asks for its key. */
  async getSigner(address: string): Promise<SimulatedSigner> {
    this.#assertOpen("getSigner");
    return await this.#signers.at(address);
  }

  /**
   * A new signer with ether, whose address follows from the chain's seed.
   *
   * @param balance - wei, >= 0
   * @throws InvalidArgumentsError if `balance` is negative
   */
  async newSigner(balance: bigint = signerBalance): Promise<SimulatedSigner> {
    this.#assertOpen("newSigner");
    assertWei(balance);
    return await this.#signers.next(balance);
  }

  /**
   * Sets an account's ether, in wei.
   *
   * @throws InvalidArgumentsError if `wei` is negative
   */
  async setBalance(address: string, wei: bigint): Promise<void> {
    this.#assertOpen("setBalance");
    assertWei(wei);
    await this.#connection.setBalance(address, wei);
  }

  /** Remembers state, base fee and signers; `restore` goes back to them, as often as wanted. */
  async takeSnapshot(): Promise<{ restore(): Promise<void> }> {
    this.#assertOpen("takeSnapshot");
    const { baseFee } = this;
    const signerCount = this.#signers.count;
    const snapshot = await this.#connection.takeSnapshot();
    return {
      restore: async () => {
        await snapshot.restore();
        this.baseFee = baseFee;
        this.#signers.count = signerCount;
      },
    };
  }

  /**
   * A contract of this project or of its npm packages, as compiled.
   *
   * @param name - contract name, or `path/File.sol:Name` where the name is ambiguous
   * @throws UnknownContractError if there is no such contract, or several
   */
  async readArtifact(name: string): Promise<ContractArtifact> {
    const artifact = await this.#connection.readArtifact(name);
    this.#artifacts.set(
      `${artifact.sourceName}:${artifact.contractName}`,
      creationCodeHash(artifact.bytecode),
    );
    return artifact;
  }

  /**
   * The compiled contracts that this chain was made from and that were asked of it, in order of their names: what
   * its state and its recordings depend on, as far as this project compiles it.
   */
  get usedArtifacts(): readonly UsedArtifact[] {
    const { candidate } = this.identity;
    const used = new Map(this.#artifacts);
    if (candidate !== undefined) used.set(candidate.artifact, candidate.codeHash);
    return [...used]
      .map(([artifact, codeHash]) => ({ artifact, codeHash }))
      .sort((a, b) => (a.artifact < b.artifact ? -1 : 1));
  }

  /** Learns the custom errors of an ABI, so that a revert with one of them can be told by name. */
  learnErrors(abi: Interface): void {
    abi.forEachError((fragment) => {
      this.#interfaces.set(fragment.selector, abi);
    });
  }

  /** The ABI that declares a custom error, if one was learnt. */
  interfaceOfError(selector: string): Interface | undefined {
    return this.#interfaces.get(selector);
  }

  /** Learns what the contract at an address is called, so that recordings can name it. */
  nameContract(address: string, name: string): void {
    this.#contractNames.set(getAddress(address), name);
  }

  /** What the contract at an address is called, if that was learnt. */
  contractName(address: string): string | undefined {
    return this.#contractNames.get(getAddress(address));
  }

  /** The address that the state file from which the chain was opened keeps under a name, if it was and does. */
  savedAddress(name: string): string | undefined {
    return this.#savedAddresses.get(name);
  }

  /** What was done to the chain since it was opened. */
  get journal(): Journal {
    return this.#connection.journal;
  }

  /** What the chain knows beside the node: a state file keeps it next to the journal. */
  get memory(): ChainMemory {
    return {
      baseFee: this.baseFee,
      pendingTimestamp: this.#connection.rules.pendingTimestamp,
      signers: this.#signers.count,
      errors: [...this.#interfaces]
        .flatMap(([selector, abi]) => abi.getError(selector)?.format("full") ?? [])
        .toSorted(),
      contractNames: [...this.#contractNames],
      artifacts: this.usedArtifacts.map(({ artifact, codeHash }) => [artifact, codeHash]),
      addressBook: [...this.addressBook],
    };
  }

  /**
   * Does again what was done to another chain that was opened from the same.
   *
   * @throws StateDeviationError at the first request that does not end as it did
   */
  async resume(entries: readonly JournalEntry[], memory: ChainMemory): Promise<void> {
    this.#assertOpen("resume");
    await this.#connection.replay(entries);
    this.baseFee = memory.baseFee;
    this.#connection.rules.pendingTimestamp = memory.pendingTimestamp;
    this.#signers.count = memory.signers;
    this.learnErrors(new Interface(memory.errors));
    for (const [address, name] of memory.contractNames) this.nameContract(address, name);
    for (const [artifact, codeHash] of memory.artifacts) this.#artifacts.set(artifact, codeHash);
    this.#savedAddresses = new Map(memory.addressBook);
    for (const [name, address] of memory.addressBook) this.addressBook.set(name, address);
  }

  /** Ends the chain. What is asked of it afterwards fails with a ChainClosedError. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#connection.close();
  }

  #assertOpen(asked: string): void {
    if (!this.#closed) return;
    throw new ChainClosedError({
      message: `${asked} was asked of a chain that is closed.`,
      hint: "Open a new chain: openChain(), or createNotebook() in a notebook.",
    });
  }
}

function assertWei(wei: bigint): void {
  if (wei >= 0n && wei <= MaxUint256) return;
  throw new InvalidArgumentsError({
    message: `A balance of ${wei} wei is impossible.`,
    hint: "Give wei, from 0 to 2^256 - 1; 1 ETH is 10n ** 18n.",
  });
}
