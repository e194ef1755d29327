import type { Chain } from "../../chain/chain.ts";
import { findFailure } from "../../chain/decodeRevert.ts";
import { describeReason } from "../../chain/failure/reason.ts";
import { type BlockHeader, toQuantity } from "../../chain/rpc.ts";
import { describeCause } from "../../common/describeCause.ts";
import { isoTime } from "../../common/formatTime.ts";
import { ViewFailedError } from "../errors.ts";
import type { ViewTrace } from "./viewTrace.ts";

/** Gas that a view may use: more than any block has ever given a transaction. */
const gasOfView = toQuantity(30_000_000);

/** Where something is read. */
type Place = Omit<BlockHeader, "baseFee">;

/**
 * Blocks that are read at once. The node answers one call after another; the others wait, so that it goes on while an
 * answer is decoded.
 */
const concurrency = 16;

/**
 * Reads views at the state of past blocks, each as its caller would.
 *
 * @param blocks - which blocks; each call sees its block's own number, timestamp and base fee
 * @yields per block, one value per trace, in the order given
 * @throws ViewFailedError if a view reverts, or there is no contract at its address; the rows of the blocks
 *   before have been yielded by then
 * @source eth_call at a block
 */
export async function* readViews(
  chain: Chain,
  traces: readonly ViewTrace[],
  blocks: readonly BlockHeader[],
): AsyncGenerator<bigint[], void, undefined> {
  const readAt = async (block: BlockHeader): Promise<bigint[]> =>
    await Promise.all(traces.map(async (trace) => await readView(chain, trace, block)));
  const underWay: Promise<bigint[]>[] = [];
  try {
    for (const block of blocks) {
      const reading = readAt(block);
      // Its turn comes later; until then a failure must not count as unhandled.
      reading.catch(() => undefined);
      underWay.push(reading);
      const first = underWay.length < concurrency ? undefined : underWay.shift();
      if (first !== undefined) yield await first;
    }
    for (let first = underWay.shift(); first !== undefined; first = underWay.shift()) yield await first;
  } finally {
    // Whoever stops early, be it for an error, leaves no call behind.
    await Promise.allSettled(underWay);
  }
}

/**
 * Reads one view at one block.
 *
 * @throws ViewFailedError
 * @source eth_call at a block
 */
export async function readView(chain: Chain, trace: ViewTrace, block: Place): Promise<bigint> {
  const { target, calldata, caller } = trace;
  const call = { from: caller, to: target, data: calldata, gas: gasOfView };
  let data: string;
  try {
    data = (await chain.request("eth_call", [call, toQuantity(block.number)])) as string;
  } catch (cause) {
    const failure = findFailure(cause);
    if (failure === undefined) throw cause;
    throw new ViewFailedError({
      message: `${describeRead(trace, block)} ${describeReason(failure.reason)}.`,
      hint: "Record it from a time on at which it has a value, or trace a script that handles the failure.",
      cause,
    });
  }
  if (data === "0x") {
    throw new ViewFailedError({
      message: `${describeRead(trace, block)} returned nothing: there is no contract with that view.`,
      hint: "Check the address: has the contract been deployed on this chain, and by that block?",
    });
  }
  try {
    return trace.decode(data);
  } catch (cause) {
    throw new ViewFailedError({
      message: `${describeRead(trace, block)} returned something else than its ABI says: ${describeCause(cause)}.`,
      hint: "Check that the ABI belongs to the contract at that address.",
      cause,
    });
  }
}

function describeRead(trace: ViewTrace, block: Place): string {
  const view = `${trace.name} (${trace.signature} of ${trace.target})`;
  return `${view} at ${isoTime(block.timestamp)}, block ${block.number}`;
}
