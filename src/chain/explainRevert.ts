import { SimulationError } from "../common/errors.ts";
import { isoTime } from "../common/formatTime.ts";
import type { KnownContract } from "./contractBook.ts";
import { findRevert } from "./decodeRevert.ts";
import { RevertedError, TransactionRefusedError } from "./errors.ts";
import { type Explaining, failingCalls, type TracedCall, traceOf } from "./failure/callTrace.ts";
import { describePath } from "./failure/describePath.ts";
import { findCause, firstLine } from "./failure/findCause.ts";
import { hintOf, refusalHint } from "./failure/hints.ts";
import type { RpcRequest } from "./rpc.ts";

const subjects = new Map([
  ["eth_sendTransaction", "The transaction"],
  ["eth_sendRawTransaction", "The transaction"],
  ["eth_call", "The call"],
  ["eth_estimateGas", "The call"],
]);

/**
 * Says of a request that failed in a contract, or that the node refused, why it did, where, and when.
 *
 * @param error - what the node failed with
 * @returns `undefined` if the error is about something else
 */
export async function explainRevert(
  chain: Explaining,
  request: RpcRequest,
  error: unknown,
): Promise<RevertedError | TransactionRefusedError | undefined> {
  const subject = subjects.get(request.method);
  if (subject === undefined) return undefined;
  const reverted = findRevert(error);
  if (reverted === undefined) return isTransaction(request) ? refused(error) : undefined;
  const { data, transaction } = reverted;
  const trace = await traceOf(chain, request, transaction, error);
  const block = transaction === "" ? request.params?.[1] : undefined;
  return await describeFailedCall(chain, { subject, data, transaction, block, trace, cause: error });
}

interface FailedCall {
  readonly subject: string;
  /** Revert data, hex. */
  readonly data: string;
  /** Hash; empty for a call. */
  readonly transaction: string;
  /** At which a call was made; as JSON-RPC has it. */
  readonly block?: unknown;
  /** `undefined` if the node cannot trace it. */
  readonly trace: TracedCall | undefined;
  readonly cause?: unknown;
}

async function describeFailedCall(chain: Explaining, failed: FailedCall): Promise<RevertedError> {
  const { subject, data, transaction, trace, cause } = failed;
  const path = trace === undefined ? [] : failingCalls(trace);
  const contracts = await Promise.all(path.map(async (call) => await contractOf(chain, call)));
  const [call, contract, limit] = [path.at(-1), contracts.at(-1), BigInt(trace?.gas ?? 0)];
  const why = await findCause(chain, { data, limit, call, contract, error: cause });
  const place = describePath(path, contracts);
  const name = transaction === "" ? subject : `${subject} ${transaction}`;
  return new RevertedError({
    message: `${name} ${why.verb} ${why.words} at ${await timeOf(chain, failed.block)}.${place === "" ? "" : ` It failed in ${place}.`}`,
    hint: hintOf(why),
    data,
    transactionHash: transaction,
    reason: { ...why, place },
    cause,
  });
}

async function contractOf(
  { contracts, ask }: Explaining,
  { to, type, input }: TracedCall,
): Promise<KnownContract | undefined> {
  if (to === undefined || type.startsWith("CREATE")) return await contracts.findCreated(input);
  const code = (await ask({ method: "eth_getCode", params: [to, "latest"] })) as string;
  return await contracts.findContract(to, code);
}

/** Time of the block at which a call was made; of the latest, which holds it, for a transaction. */
async function timeOf({ ask }: Explaining, block: unknown): Promise<string> {
  const tag = typeof block === "string" && block !== "pending" ? block : "latest";
  const header = (await ask({ method: "eth_getBlockByNumber", params: [tag, false] })) as {
    readonly timestamp: string;
  } | null;
  return isoTime(Number(header?.timestamp));
}

function isTransaction({ method }: RpcRequest): boolean {
  return method.startsWith("eth_send");
}

/** What others have said clearly, such as that an endpoint is gone, stays as it is. */
function refused(error: unknown): TransactionRefusedError | undefined {
  const words = firstLine(error).replace(/\.$/, "");
  if (words === "" || error instanceof SimulationError) return undefined;
  return new TransactionRefusedError({
    message: `The node refused the transaction: ${words}.`,
    hint: refusalHint(words),
    cause: error,
  });
}
