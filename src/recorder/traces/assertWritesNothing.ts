import type { Chain } from "../../chain/chain.ts";
import { type BlockHeader, toQuantity } from "../../chain/rpc.ts";
import { isoTime } from "../../common/formatTime.ts";
import { ViewFailedError } from "../errors.ts";
import type { ViewTrace } from "./viewTrace.ts";

const gas = 30_000_000;

/**
 * Checks that what an ABI declares a view writes nothing, once it has returned a value. A node lets a call write, and
 * forgets it; another contract that calls a view has it stopped there. So the caller is given code, for one call, that
 * calls as such contracts do.
 *
 * @throws ViewFailedError if it writes
 * @source eth_call with state overrides; opcode STATICCALL
 */
export async function assertWritesNothing(chain: Chain, trace: ViewTrace, block: BlockHeader): Promise<void> {
  const { name, signature, target, caller, calldata, isCall } = trace;
  if (isCall || caller === target) return;
  const call = { from: caller, to: caller, data: calldata, gas: toQuantity(gas) };
  const overrides = { [caller]: { code: staticCaller(target) } };
  const left = await chain.request("eth_call", [call, toQuantity(block.number), overrides]);
  // Whoever is stopped loses all gas that it was given, 63 of 64 parts; whoever reverts keeps it.
  if (left === "0x" || Number(left) > gas / 32) return;
  throw new ViewFailedError({
    message: `${name} (${signature} of ${target}) is declared a view, and writes: seen at ${isoTime(block.timestamp)}, block ${block.number}.`,
    hint: "Its ABI is not the contract's. To record what it would return, without sending anything, add { call: true }.",
  });
}

/** Code that passes on what it is called with, by STATICCALL: returns nothing, or, if that failed, the gas that is left. */
function staticCaller(target: string): string {
  const copyInput = "366000600037";
  const callTarget = `6000600036600073${target.slice(2)}5afa`;
  return `0x${copyInput}${callTarget}6030575a60005260206000f35b00`;
}
