import type { Chain } from "../chain/chain.ts";
import { decodeRevert, describeDecoded, findRevert, reasonName } from "../chain/decodeRevert.ts";
import { describeCause } from "../common/describeCause.ts";
import type { RecordedEvent } from "../recording/recording.ts";
import { isoTime } from "../common/formatTime.ts";
import { ActionFailedError } from "./errors.ts";
import type { BlockHeader } from "../chain/rpc.ts";

/** Something that a scenario does on a schedule, such as working a job. */
export interface Action {
  /** Sends transactions; may mine several blocks, but must not sleep past the next point of the scenario. */
  readonly run: () => unknown;
  /** Seconds between runs; the first one comes after the first `every`. */
  readonly every: number;
  /** What a failure is reported under. Default: the function's name, or `action 1`, `action 2` … */
  readonly name?: string;
}

/**
 * Describes why an action failed, as an error that stops the scenario.
 *
 * @param block - the chain's latest block after the failure
 */
export function actionFailed(
  chain: Chain,
  name: string,
  block: BlockHeader,
  cause: unknown,
): ActionFailedError {
  const reverted = findRevert(cause);
  const where = `${JSON.stringify(name)} failed at ${isoTime(block.timestamp)}`;
  if (reverted === undefined) {
    return new ActionFailedError({
      message: `${where}: ${describeCause(cause)}`,
      hint: "The action itself threw. The samples up to here are kept.",
      cause,
    });
  }
  const transaction = reverted.transaction === "" ? "" : `, transaction ${reverted.transaction}`;
  return new ActionFailedError({
    message: `${where}: it reverted with ${describeDecoded(decodeRevert(chain.contracts, reverted.data))}${transaction}.`,
    hint: 'The samples up to here are kept. Pass { onRevert: "record" } to mark such failures and go on.',
    cause,
  });
}

/**
 * Describes a reverted action as an event of the recording.
 *
 * @returns `undefined` if the action did not revert but threw for a reason of its own
 */
export async function failureEvent(
  chain: Chain,
  name: string,
  cause: unknown,
): Promise<RecordedEvent | undefined> {
  const reverted = findRevert(cause);
  if (reverted === undefined) return undefined;
  const receipt =
    reverted.transaction === ""
      ? null
      : await chain.ethersProvider.getTransactionReceipt(reverted.transaction);
  const block = await chain.block(receipt?.blockNumber ?? "latest");
  const revert = decodeRevert(chain.contracts, reverted.data, ["action"]);
  return {
    kind: "failure",
    name: revert.name === reasonName ? describeDecoded(revert) : revert.name,
    time: block.timestamp,
    block: block.number,
    logIndex: -1,
    transaction: reverted.transaction,
    contract: receipt?.to ?? "",
    args: { action: name, ...revert.args },
  };
}

/**
 * Says why a transaction or a call reverted, such as `InsufficientFunds()`.
 *
 * @returns `undefined` if the error is no revert
 */
export function describeFailure(chain: Chain, error: unknown): string | undefined {
  const reverted = findRevert(error);
  return reverted === undefined ? undefined : describeDecoded(decodeRevert(chain.contracts, reverted.data));
}
