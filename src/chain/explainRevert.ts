import { isoTime } from "../common/formatTime.ts";
import type { Chain } from "./chain.ts";
import { describeRevert, findRevert } from "./decodeRevert.ts";
import { RevertedError } from "./errors.ts";

const subjects = new Map([
  ["eth_sendTransaction", "The transaction"],
  ["eth_sendRawTransaction", "The transaction"],
  ["eth_call", "The call"],
  ["eth_estimateGas", "The call"],
]);

/**
 * Says of a request that a contract reverted why it did, by any custom error that the chain has learnt, and when.
 *
 * @returns `undefined` if the error is about something else
 */
export async function explainRevert(
  chain: Chain,
  method: string,
  error: unknown,
): Promise<RevertedError | undefined> {
  const subject = subjects.get(method);
  const reverted = subject === undefined ? undefined : findRevert(error);
  if (subject === undefined || reverted === undefined) return undefined;
  const { data, transaction } = reverted;
  const { timestamp } = await chain.block();
  const time = isoTime(timestamp);
  const name = transaction === "" ? subject : `${subject} ${transaction}`;
  return new RevertedError({
    message: `${name} reverted with ${describeRevert(chain, data)} at ${time}.`,
    hint:
      data.length > 2 && describeRevert(chain, data).startsWith("unknown")
        ? "The error is in no ABI that the chain has seen: fetch or trace the contract that declares it."
        : "A contract refused it: look the error up in the contract's source, or try it out first with $.tryOut().",
    data,
    transactionHash: transaction,
    cause: error,
  });
}
