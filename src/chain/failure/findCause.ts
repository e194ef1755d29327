import { getAddress } from "ethers";
import { visibleText } from "../../common/visibleText.ts";
import type { KnownContract } from "../contractBook.ts";
import { decodeRevert, describeDecoded, noReason } from "../decodeRevert.ts";
import { type Explaining, isHalted, type TracedCall } from "./callTrace.ts";
import { haltReason } from "./haltReason.ts";
import type { Cause, Revert } from "./reason.ts";
import { refusalReason } from "./refusalReason.ts";

/** What is known of a failure before its cause is. */
export interface FailedCall {
  /** Revert data, hex. */
  readonly data: string;
  /** Gas of the whole. */
  readonly limit: bigint;
  /** The call that failed first; `undefined` if it cannot be found out. */
  readonly call: TracedCall | undefined;
  /** The contract that was called. */
  readonly contract: KnownContract | undefined;
  /** What the node said. */
  readonly error: unknown;
}

/** Why something failed: by the contract's data, the node's tracer, the contract's ABI, or else the node's words. */
export async function findCause(
  chain: Explaining,
  { data, limit, call, contract, error }: FailedCall,
): Promise<Cause> {
  const { contracts, hardfork } = chain;
  if (data.length > 2) {
    const selector = data.slice(0, 10);
    // The contract that failed knows best what its errors are.
    const declared = contract?.abi.getError(selector) == null ? undefined : contract.abi;
    if (declared === undefined) await contracts.findError(selector);
    else contracts.learnErrors(declared);
    return withWords(decodeRevert(contracts, data));
  }
  if (call?.error !== undefined && isHalted(call)) {
    return haltReason(call.error, { gas: BigInt(call.gas), limit, hardfork });
  }
  const words = nodeWords(error);
  return (
    (call === undefined || contract === undefined ? undefined : refusalReason(call, contract)) ??
    (await nobodyThere(chain, call)) ??
    (words === undefined
      ? withWords(decodeRevert(contracts, data))
      : { name: noReason, args: {}, words, verb: "failed with" })
  );
}

function withWords(revert: Revert): Cause {
  return { ...revert, words: describeDecoded(revert), verb: "reverted with" };
}

/** Addresses up to this one answer without code. */
const lastPrecompile = 0x1ffn;

/** A contract that reverts without a word after it has called an address without code waited for an answer. */
async function nobodyThere({ ask }: Explaining, call: TracedCall | undefined): Promise<Cause | undefined> {
  const called = call?.calls?.at(-1);
  if (called?.to === undefined || called.error !== undefined || (called.output ?? "0x") !== "0x")
    return undefined;
  if (called.input === "0x" || BigInt(called.to) <= lastPrecompile) return undefined;
  if ((await ask({ method: "eth_getCode", params: [called.to, "latest"] })) !== "0x") return undefined;
  const words = `a call to ${getAddress(called.to)}, where there is no contract`;
  return { name: "no contract", args: {}, words, verb: "failed with" };
}

/** What the node found out by the sources that the project compiles. */
function nodeWords(error: unknown): string | undefined {
  const message = firstLine(error).replace(/^Transaction reverted: /, "");
  return /without a reason|VM Exception|execution reverted|^$/i.test(message) ? undefined : message;
}

/** The node's words, cut to one line. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : "";
  return visibleText(text.trim().split("\n")[0] ?? "");
}
