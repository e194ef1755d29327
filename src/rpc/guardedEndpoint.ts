import { blockOf } from "./describeRequest.ts";
import type { Endpoint } from "./endpoint.ts";
import { errorOfFault } from "./endpointFault.ts";
import { chainGuard, type Inspected } from "./forkBlock.ts";
import { quantityOf } from "./quantity.ts";
import type { AnswerText, RpcCall } from "./rpcCall.ts";

/**
 * Asks an endpoint what cannot be from another chain or another state than the one inspected.
 *
 * Some nodes answer `0x` to a call at a block whose state they have thrown away, as if that were the value. So an
 * empty answer is believed only if the node knows that the sender of a transaction in that block has sent it.
 */
export function guardedEndpoint(
  endpoint: Endpoint,
  chain: Pick<Inspected, "chainId" | "block">,
): (call: RpcCall) => Promise<AnswerText> {
  const known = new Map<string, Promise<boolean>>();
  const hasState = async (block: string): Promise<boolean> => {
    const asked = known.get(block) ?? knowsSender(endpoint, block);
    known.set(block, asked);
    return await asked;
  };
  return async (call) => {
    const { text, result } = await endpoint.ask(call, chainGuard(call, chain));
    const block = blockOf(call);
    const isEmptyCall = call.method === "eth_call" && result === "0x" && quantityOf(block) !== undefined;
    if (!isEmptyCall || (await hasState(String(block)))) return text;
    const did =
      "answered with 0x, as if it were the value, and does not know who has sent the block's transactions";
    throw errorOfFault({ reason: "pruned", did, retries: 0 }, call, endpoint.host, 1);
  };
}

/** Whether the nonce of a transaction's sender counts that transaction; `true` where that cannot be told. */
async function knowsSender(endpoint: Endpoint, block: string): Promise<boolean> {
  const ask = async (method: string, params: readonly unknown[]): Promise<unknown> =>
    await endpoint.ask({ method, params }).then(
      ({ result }) => result,
      () => undefined,
    );
  const transaction = await ask("eth_getTransactionByBlockNumberAndIndex", [block, "0x0"]);
  if (typeof transaction !== "object" || transaction === null) return true;
  const { from, nonce, type = "0x0" } = transaction as Readonly<Record<string, unknown>>;
  const sent = quantityOf(nonce);
  // Transactions of other chains' own types need not count.
  if (sent === undefined || Number(quantityOf(type)) > 4) return true;
  const count = quantityOf(await ask("eth_getTransactionCount", [from, block]));
  return count === undefined || count > sent;
}
