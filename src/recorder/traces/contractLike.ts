import {
  type Addressable,
  type ContractTransactionResponse,
  type FunctionFragment,
  getAddress,
  type Interface,
  isHexString,
  ZeroAddress,
} from "ethers";
import { InvalidArgumentsError } from "../../common/errors.ts";

/** What a trace needs of a contract; every ethers contract has it. */
export interface ContractLike {
  readonly interface: Interface;
  readonly target: string | Addressable;
  /** Who calls; views are read as that account, or as the zero address where it has none. */
  readonly runner?: object | null;
}

/**
 * Names of a contract's views: the ABI's where the contract is typed, any string where it is not.
 */
export type ViewName<Contract> = string extends keyof Contract
  ? string
  : { [Key in keyof Contract & string]: IsView<Contract[Key]> extends true ? Key : never }[keyof Contract &
      string];

type IsView<Member> = Member extends { readonly fragment: FunctionFragment }
  ? Member extends (...args: infer _Args) => infer Result
    ? Result extends Promise<ContractTransactionResponse>
      ? false
      : true
    : false
  : false;

/** Names of a contract's events: the ABI's where the contract is typed, any string where it is not. */
export type EventName<Contract> = Contract extends { readonly filters: infer Filters }
  ? string extends keyof Filters
    ? string
    : keyof Filters & string
  : string;

/** An argument of a view: what ethers takes, and contracts for their addresses. */
export type ViewArgument =
  string | number | bigint | boolean | ContractLike | AddressHolder | readonly ViewArgument[];

/** A signer, for example. */
export interface AddressHolder {
  readonly address: string;
}

/**
 * The address of a contract.
 *
 * @throws InvalidArgumentsError if the contract is still known by an ENS name only
 */
export function addressOf(contract: ContractLike): string {
  const { target } = contract;
  if (typeof target === "string" && isHexString(target, 20)) return target;
  throw new InvalidArgumentsError({
    message: `A contract's target ${JSON.stringify(target)} is not an address.`,
    hint: "Create the contract with its address; names are not looked up.",
  });
}

/**
 * The account that a contract is connected to: `msg.sender` and `tx.origin` of its views.
 *
 * @returns the zero address where nobody is connected, as ethers does
 * @throws InvalidArgumentsError if the signer says its address only when asked
 */
export function callerOf({ runner }: ContractLike): string {
  const { address, getAddress: ask } = { ...pickCaller(runner) };
  if (typeof address === "string") return getAddress(address);
  if (ask === undefined) return ZeroAddress;
  throw new InvalidArgumentsError({
    message: "The contract is connected to a signer that has no property `address`.",
    hint: "Connect it to a signer of $.newSigner() or $.impersonate(address), or to the provider.",
  });
}

function pickCaller(runner: object | null | undefined): { address?: unknown; getAddress?: unknown } {
  if (runner == null) return {};
  return { address: Reflect.get(runner, "address"), getAddress: Reflect.get(runner, "getAddress") };
}

/** Replaces contracts and signers among arguments by their addresses. */
export function plainArguments(args: readonly ViewArgument[]): unknown[] {
  return args.map((arg) => {
    if (typeof arg !== "object") return arg;
    if (isList(arg)) return plainArguments(arg);
    return "address" in arg ? arg.address : addressOf(arg);
  });
}

function isList(arg: ViewArgument): arg is readonly ViewArgument[] {
  return Array.isArray(arg);
}
