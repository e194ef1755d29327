import { noReason } from "../decodeRevert.ts";
import type { Cause } from "./reason.ts";

/** The way out, by what went wrong. */
const hints: Readonly<Record<string, string>> = {
  "out of gas": "Give more with { gasLimit }, leave it out, or do less in one transaction.",
  "unknown opcode":
    "Compile with settings.evmVersion of that hardfork or an earlier one, or open the chain with a later one: { hardfork }.",
  "contract too large": "Split the contract, move code to a library, or compile with the optimizer.",
  "not payable": "Leave { value } out, or declare the function payable.",
  "no receive function": "Call a function that takes ether, or give the contract a receive function.",
  "unknown function": "Check the address and the ABI: another contract may stand there.",
  "no contract":
    "Check the address that the contract was given: has something been deployed there, on this chain?",
};

/** What to do about a failure. */
export function hintOf({ name, args }: Cause): string {
  if (name === noReason && "data" in args) {
    return "The error is in no ABI that the chain has seen and in no contract that the project compiles: fetch or trace the contract that declares it.";
  }
  return (
    hints[name] ??
    "A contract refused it: look the error up in the contract's source, or try it out first with $.tryOut()."
  );
}

/** By the node's words. */
const refusalHints: readonly (readonly [RegExp, string])[] = [
  [/funds|balance/i, "Nothing was mined. Give the sender ether with $.setBalance(address, wei)."],
  [/nonce/i, "Nothing was mined. Leave the nonce out: the node counts."],
  [/init code|size/i, "Nothing was mined. Split the contract, or move code to a library."],
  [/fee/i, "Nothing was mined. Leave the fees out: they follow the base fee of the block."],
  [/gas/i, "Nothing was mined. Give more gas with { gasLimit }, or leave it out."],
];

/** What to do about a transaction that the node did not take. @param words - the node's */
export function refusalHint(words: string): string {
  return (
    refusalHints.find(([pattern]) => pattern.test(words))?.[1] ?? "Nothing was mined: change the transaction."
  );
}
