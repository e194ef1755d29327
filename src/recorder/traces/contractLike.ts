import { type Addressable, type ContractTransactionResponse, type FunctionFragment, type Interface, isHexString } from "ethers";
import { InvalidArgumentsError } from "../../common/errors.ts";

/** What a trace needs of a contract; every ethers contract has it. */
export interface ContractLike {
  readonly interface: Interface;
  readonly target: string | Addressable;
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
