import type { Cause } from "./reason.ts";

/** What words need of the chain and of the call that failed. */
interface HaltContext {
  /** Gas that the call had. */
  readonly gas: bigint;
  /** Gas that the transaction had. */
  readonly limit: bigint;
  /** The chain's rules, such as `london`. */
  readonly hardfork: string;
}

type Halt = readonly [pattern: RegExp, name: string, describe: (context: HaltContext) => string];

/** What stops a call without its contract's doing, by the node's words for it. */
const halts: readonly Halt[] = [
  [/^out of gas|OutOfGas|ran out of gas/i, "out of gas", describeOutOfGas],
  [
    /NotActivated/,
    "unknown opcode",
    ({ hardfork }) =>
      `an invalid opcode: the code has one that the chain's rules, ${hardfork}, do not know yet; it was compiled for later ones`,
  ],
  [
    /INVALID|InvalidFEOpcode/,
    "invalid opcode",
    () =>
      "the invalid opcode 0xfe, which stands for code that must never be reached (assert, before Solidity 0.8)",
  ],
  [
    /invalid opcode|OpcodeNotFound/,
    "invalid opcode",
    ({ hardfork }) => `an invalid opcode, which the chain's rules, ${hardfork}, do not know`,
  ],
  [
    /CreateContractSizeLimit|max code size/,
    "contract too large",
    () => "a contract that is too large: code may have 24576 bytes",
  ],
  [
    /CreateInitCodeSizeLimit|max initcode size/,
    "contract too large",
    () => "creation code that is too large: it may have 49152 bytes",
  ],
  [
    /StartingWithEF|0xef/i,
    "invalid code",
    () => "a new contract whose code begins with 0xef, which none may",
  ],
  [/CreateCollision|collision/, "address taken", () => "a new contract where there is one already"],
  [/invalid jump|InvalidJump/, "invalid jump", () => "a jump to a place that is no target of jumps"],
  [
    /StackUnderflow|stack underflow/,
    "stack underflow",
    () => "an opcode that takes more from the stack than there is",
  ],
  [/StackOverflow|stack limit/, "stack overflow", () => "more than 1024 values on the stack"],
  [/CallTooDeep|call depth/, "calls too deep", () => "more than 1024 calls within one another"],
  [
    /StateChangeDuringStaticCall|CallNotAllowedInsideStatic|write protection/,
    "write in a static call",
    () => "a write inside a call that may only read",
  ],
  [
    /OutOfFunds?|insufficient balance/,
    "not enough ether",
    () => "more ether to be sent than the sending contract has",
  ],
];

/** What the node says of a call that its contract did not revert itself. */
export function haltReason(error: string, context: HaltContext): Cause {
  const [, name, describe] = halts.find(([pattern]) => pattern.test(error)) ?? [];
  const args = name === "out of gas" ? { limit: context.limit } : {};
  return { name: name ?? "failed", args, words: describe?.(context) ?? error, verb: "failed with" };
}

function describeOutOfGas({ gas, limit }: HaltContext): string {
  if (gas === limit) return `out of gas: it needs more than its limit of ${limit} gas`;
  return `out of gas: an inner call needs more than the ${gas} gas that were left for it; the limit is ${limit} gas`;
}
