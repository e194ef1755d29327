import {
  type Addressable,
  type ContractTransactionResponse,
  type FunctionFragment,
  type Interface,
  isHexString,
  ZeroAddress,
} from "ethers";
import { parseAddress } from "../../chain/parseAddress.ts";
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

/** An argument of a view: what ethers takes, contracts and signers for their addresses, and objects for structs. */
export type ViewArgument =
  | string
  | number
  | bigint
  | boolean
  | ContractLike
  | AddressHolder
  | readonly ViewArgument[]
  | { readonly [field: string]: ViewArgument };

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
  if (typeof target === "string" && isHexString(target, 20))
    return parseAddress(target, "A contract's target");
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
  if (typeof address === "string") return parseAddress(address, "A contract's runner");
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

/** The address of a contract or signer; anything else as it is. */
export function holderAddress(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("interface" in value && "target" in value) return addressOf(value as ContractLike);
  return "address" in value ? value.address : value;
}

/** Arguments as plain data that tells any two apart, with addresses in place of contracts and signers. */
export function plainArguments(args: readonly ViewArgument[]): unknown[] {
  return args.map((arg): unknown => {
    if (typeof arg !== "object") return arg;
    if (isList(arg)) return plainArguments(arg);
    if (Object.getPrototypeOf(arg) !== Object.prototype) return holderAddress(arg);
    return plainArguments(Object.entries(arg).flat() as ViewArgument[]);
  });
}

function isList(arg: ViewArgument): arg is readonly ViewArgument[] {
  return Array.isArray(arg);
}
