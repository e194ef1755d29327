import type { FunctionFragment, Interface } from "ethers";
import type { KnownContract } from "../contractBook.ts";
import type { TracedCall } from "./callTrace.ts";
import type { Cause } from "./reason.ts";

/**
 * Why a contract reverted a call without a word, where its ABI says it: what compilers check before a function runs.
 *
 * @returns `undefined` if it was for another reason
 */
export function refusalReason(call: TracedCall, contract: KnownContract): Cause | undefined {
  const { abi, isComplete } = contract;
  // Whoever has called others is past these checks.
  if (!isComplete || (call.calls ?? []).length > 0) return undefined;
  const wei = BigInt(call.value ?? 0);
  if (call.to === undefined || call.type.startsWith("CREATE")) {
    return wei > 0n && !abi.deploy.payable ? notPayable("the constructor", wei) : undefined;
  }
  const fragment = findFunction(abi, call.input);
  if (fragment === undefined) return unknownFunction(call.input, wei, abi);
  if (wei > 0n && !fragment.payable) return notPayable(`${fragment.name}()`, wei);
  return fits(abi, fragment, call.input)
    ? undefined
    : reason("wrong arguments", `arguments that do not fit ${fragment.format("sighash")}`);
}

/** The function that calldata calls; ABIs that several contracts share may not have it. */
export function findFunction(abi: Interface, input: string): FunctionFragment | undefined {
  return input.length < 10 ? undefined : (abi.getFunction(input.slice(0, 10)) ?? undefined);
}

function unknownFunction(input: string, wei: bigint, abi: Interface): Cause | undefined {
  if (abi.fallback) return wei > 0n && !abi.receive ? notPayable("the fallback function", wei) : undefined;
  if (input === "0x") {
    if (abi.receive) return undefined;
    const words =
      wei > 0n ? `${wei} wei for a contract that` : "a call without a function to a contract that";
    return reason("no receive function", `${words} has neither a receive nor a fallback function`);
  }
  return reason(
    "unknown function",
    `a call of the function ${input.slice(0, 10)}, which the contract does not have: the selector is not in its ABI`,
  );
}

function notPayable(what: string, wei: bigint): Cause {
  return reason("not payable", `${wei} wei for ${what}, which is not payable`);
}

function reason(name: string, words: string): Cause {
  return { name, args: {}, words, verb: "failed with" };
}

function fits(abi: Interface, fragment: FunctionFragment, input: string): boolean {
  try {
    abi.decodeFunctionData(fragment, input);
    return true;
  } catch {
    return false;
  }
}
