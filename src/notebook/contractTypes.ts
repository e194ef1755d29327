import type {
  BaseContract,
  Contract,
  ContractRunner,
  ContractTransactionResponse,
  FunctionFragment,
  TransactionRequest,
} from "ethers";

/**
 * A contract on a simulated chain whose ABI the compiler does not know: any function can be called on it.
 *
 * It is a type of this kit's own, so that it can be named wherever packages lie.
 */
export type SimulatedContract = Connectable & Contract;

/** Connected to another signer, a contract has the same functions, which ethers' own type forgets. */
export interface Connectable {
  connect(runner?: ContractRunner | null): SimulatedContract;
}

/**
 * The project's contracts by name, with their functions and events. The build adds a member for each contract that the
 * project compiles, in `types/simulation.d.ts`.
 */
export interface ProjectContracts {}

/** A name that `$.deploy` and `$.fetch` take: one of the project's, or any text. */
// A project without contracts has no names yet.
// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents
export type ContractName = (keyof ProjectContracts & string) | (string & Record<never, never>);

/** What `$.deploy` and `$.fetch` give for a name, or for a factory: typed where the build has seen the contract. */
export type ContractOf<What> = What extends keyof ProjectContracts
  ? ProjectContracts[What]
  : SimulatedContract;

/** What every contract has whose functions the build has typed. */
export type TypedContract = BaseContract;

/** What can follow a function's arguments: who sends, how much ether, which block. */
export type CallOverrides = Omit<TransactionRequest, "to" | "data">;

/** A function of a contract that reads. */
export interface ViewFunction<Args extends readonly unknown[], Result> {
  (...args: [...Args, overrides?: CallOverrides]): Promise<Result>;
  readonly fragment: FunctionFragment;
  staticCall(...args: [...Args, overrides?: CallOverrides]): Promise<Result>;
}

/** A function of a contract that sends a transaction. */
export interface TransactionFunction<Args extends readonly unknown[], Result> {
  (...args: [...Args, overrides?: CallOverrides]): Promise<ContractTransactionResponse>;
  readonly fragment: FunctionFragment;
  send(...args: [...Args, overrides?: CallOverrides]): Promise<ContractTransactionResponse>;
  /** What the function would return, without sending anything. */
  staticCall(...args: [...Args, overrides?: CallOverrides]): Promise<Result>;
}
