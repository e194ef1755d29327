import { getAddress, type Interface } from "ethers";
import type { EventValue } from "../../recording/recording.ts";
import type { KnownContract } from "../contractBook.ts";
import { describeDecoded, toEventValue } from "../decodeRevert.ts";
import type { TracedCall } from "./callTrace.ts";
import { findFunction } from "./refusalReason.ts";

/** Where a failure came from: the innermost call, and the outermost where it is another. */
export function describePath(
  path: readonly TracedCall[],
  contracts: readonly (KnownContract | undefined)[],
): string {
  const places = path.flatMap((call, index) =>
    isPassedOn(call, path[index + 1]) ? [] : [describePlace(call, contracts[index])],
  );
  return [places.at(-1), ...(places.length > 1 ? [places[0]] : [])].join(", called by ");
}

/** Whether a call only hands on what it was called with, as a proxy does. */
function isPassedOn(call: TracedCall, next: TracedCall | undefined): boolean {
  return next?.type === "DELEGATECALL" && next.input === call.input;
}

/** Arguments are shown up to this many characters. */
const longestArguments = 120;

function describePlace({ to, type, input }: TracedCall, contract: KnownContract | undefined): string {
  const name = contract?.name ?? (to === undefined ? "a new contract" : getAddress(to));
  if (to === undefined || type.startsWith("CREATE")) return `the constructor of ${name}`;
  if (input.length < 10) return name;
  const fragment = contract === undefined ? undefined : findFunction(contract.abi, input);
  if (contract === undefined || fragment === undefined) return `${name}, function ${input.slice(0, 10)}`;
  return `${name}.${describeCall(contract.abi, fragment.name, input)}`;
}

function describeCall(abi: Interface, name: string, input: string): string {
  try {
    const call = abi.parseTransaction({ data: input });
    const args = (call?.fragment.inputs ?? []).map((type, index): [string, EventValue] => [
      type.name || `arg${index}`,
      toEventValue(call?.args[index], type),
    ]);
    const text = describeDecoded({ name, args: Object.fromEntries(args) });
    return text.length - name.length <= longestArguments ? text : `${name}(…)`;
  } catch {
    // Calldata may be cut off, or be no text where it should.
    return `${name}(…)`;
  }
}
