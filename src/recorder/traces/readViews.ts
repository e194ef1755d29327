import { Interface, toBeHex, toUtf8Bytes, zeroPadValue } from "ethers";
import type { Chain } from "../../chain/chain.ts";
import { toQuantity, type BlockHeader } from "../../chain/rpc.ts";
import { isoTime } from "../../common/formatTime.ts";
import { describeCause } from "../../common/describeCause.ts";
import { ViewFailedError } from "../errors.ts";
import { type BatchResult, decodeBatch } from "./decodeBatch.ts";
import { describeRevert } from "../../chain/decodeRevert.ts";
import { viewBatchCode } from "./viewBatchCode.ts";
import type { ViewTrace } from "./viewTrace.ts";

/** Where the batch's code lies for the time of a call: ASCII for "view batch", far from any real contract. */
const batchAddress = zeroPadValue(toUtf8Bytes("view batch"), 20);

const batch = new Interface([
  "function read((address target, bytes data)[] calls) view returns ((bool success, bytes data)[] results)",
]);

/** Gas that each view may use, as much as a block gives a single call. */
const gasPerView = 30_000_000n;

/**
 * Calls under way at once. The node answers one after another; the others wait, so that it goes on while an
 * answer is decoded.
 */
const concurrency = 16;

/**
 * Reads views at the state of past blocks: one `eth_call` a block carries all of them.
 *
 * @param blocks - which blocks; each call sees its block's own number and timestamp
 * @yields per block, one value per trace, in the order given
 * @throws ViewFailedError if a view reverts, or there is no contract at its address; the rows of the blocks
 *   before have been yielded by then
 * @source eth_call at a block, with a state override for the batch's code
 */
export async function* readViews(
  chain: Chain,
  traces: readonly ViewTrace[],
  blocks: readonly BlockHeader[],
): AsyncGenerator<bigint[], void, undefined> {
  if (traces.length === 0) {
    yield* blocks.map(() => []);
    return;
  }
  const call = {
    to: batchAddress,
    data: batch.encodeFunctionData("read", [
      traces.map(({ target, calldata }) => ({ target, data: calldata })),
    ]),
    gas: toBeHex(gasPerView * BigInt(traces.length)),
  };
  const override = { [batchAddress]: { code: viewBatchCode } };
  const readAt = async (block: BlockHeader): Promise<bigint[]> => {
    const answer = (await chain.request("eth_call", [call, toQuantity(block.number), override])) as string;
    const results = decodeBatch(answer);
    return traces.map((trace, index) => decodeResult(chain, trace, block, results[index]));
  };

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

function decodeResult(
  chain: Chain,
  trace: ViewTrace,
  block: BlockHeader,
  result: BatchResult | undefined,
): bigint {
  const { success, data } = result ?? { success: false, data: "0x" };
  if (!success) {
    throw new ViewFailedError({
      message: `${describeRead(trace, block)} reverted with ${describeRevert(chain.contracts, data)}.`,
      hint: "Record it from a time on at which it has a value, or trace a script that handles the failure.",
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

function describeRead(trace: ViewTrace, block: BlockHeader): string {
  const view = `${trace.name} (${trace.signature} of ${trace.target})`;
  return `${view} at ${isoTime(block.timestamp)}, block ${block.number}`;
}
