import { describeRevert, type ErrorBook, findRevert } from "./decodeRevert.ts";
import { isoTime } from "../common/formatTime.ts";
import { RevertedError } from "./errors.ts";

const subjects = new Map([
  ["eth_sendTransaction", "The transaction"],
  ["eth_sendRawTransaction", "The transaction"],
  ["eth_call", "The call"],
  ["eth_estimateGas", "The call"],
]);

/**
 * Says of a request that a contract reverted why it did, by any custom error that was learnt, and when.
 *
 * @param latestTime - gives unix seconds of the latest block
 * @returns `undefined` if the error is about something else
 */
export async function explainRevert(
  errors: ErrorBook,
  latestTime: () => Promise<number>,
  method: string,
  error: unknown,
): Promise<RevertedError | undefined> {
  const subject = subjects.get(method);
  const reverted = subject === undefined ? undefined : findRevert(error);
  if (subject === undefined || reverted === undefined) return undefined;
  const { data, transaction } = reverted;
  const time = isoTime(await latestTime());
  const name = transaction === "" ? subject : `${subject} ${transaction}`;
  return new RevertedError({
    message: `${name} reverted with ${describeRevert(errors, data)} at ${time}.`,
    hint:
      data.length > 2 && describeRevert(errors, data).startsWith("unknown")
        ? "The error is in no ABI that the chain has seen: fetch or trace the contract that declares it."
        : "A contract refused it: look the error up in the contract's source, or try it out first with $.tryOut().",
    data,
    transactionHash: transaction,
    cause: error,
  });
}
