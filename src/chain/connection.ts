import type { Provider, Signer } from "ethers";
import type { BlockRules } from "./blockRules.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import type { RpcProvider, RpcRequest } from "./rpc.ts";

/**
 * The connection of Hardhat that a chain runs on, for what takes one: Ignition modules, deploy scripts, other plugins.
 *
 * @source the network manager of Hardhat 3: `hre.network.create()`
 */
export type HardhatConnection = Awaited<ReturnType<(typeof import("hardhat"))["network"]["create"]>>;

/** What a chain does on behalf of its connection. Each can be replaced. */
export interface ConnectionHandlers {
  /** Called before every request; a request waits for what it returns. */
  before: (method: string) => Promise<void> | undefined;
  /** Turns the error of a request into one that says more; `undefined` if it says all there is. */
  explain: (request: RpcRequest, error: unknown) => Promise<Error | undefined>;
  /** Accounts for scripts that ask the node for some (`eth_accounts`). */
  accounts: () => Promise<readonly string[]>;
}

/** What a chain is built on: one connection to a simulated network. */
export interface ChainConnection {
  readonly hardhat: HardhatConnection;
  readonly chainId: number;
  /** Rules of the blocks to come, such as `osaka`. */
  readonly hardfork: string;
  readonly provider: RpcProvider;
  readonly ethersProvider: Provider;
  readonly rules: BlockRules;
  readonly handlers: ConnectionHandlers;
  /** What was done to the chain, for state files. */
  readonly journal: Journal;
  /** Carries out literally what a journal holds. */
  replay(entries: readonly JournalEntry[]): Promise<void>;
  getSigner(address: string): Promise<Signer>;
  setBalance(address: string, wei: bigint): Promise<void>;
  takeSnapshot(): Promise<{ restore(): Promise<void> }>;
  /** Has every request fail from now on, whoever makes it. */
  refuse(error: (method: string) => Error): void;
  close(): Promise<void>;
}
