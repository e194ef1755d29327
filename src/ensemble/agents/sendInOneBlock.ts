import type { Chain } from "../../chain/chain.ts";
import { explainRevert } from "../../chain/explainRevert.ts";
import type { RpcRequest } from "../../chain/rpc.ts";
import type { SentTransaction } from "./agent.ts";

/** How a transaction fared. */
export interface SentOutcome {
  /** Number of the block that it lies in. */
  readonly block: number;
  readonly transaction: string;
  /** Address of the contract that was called; empty for a deployment. */
  readonly contract: string;
  /** Why it reverted; absent if it did not. */
  readonly error?: unknown;
}

interface RpcReceipt {
  readonly blockNumber: string;
  readonly status: string;
  readonly to: string | null;
}

/**
 * Sends transactions so that they lie in one block, in their order; those that its gas does not hold in the next.
 *
 * @param sends - each sends one transaction, without waiting for it
 * @returns an outcome for each, in the same order; one that the node refuses to take has the latest block
 * @source evm_setAutomine, evm_mine
 */
export async function sendInOneBlock(
  chain: Chain,
  sends: readonly (() => Promise<SentTransaction>)[],
): Promise<SentOutcome[]> {
  if (sends.length === 0) return [];
  const sent: (SentTransaction | { readonly error: unknown })[] = [];
  await chain.request("evm_setAutomine", [false]);
  try {
    for (const send of sends) sent.push(await send().catch((error: unknown) => ({ error })));
    const unmined = async (): Promise<boolean> => {
      for (const one of sent) {
        if ("hash" in one && (await receiptOf(chain, one)) === null) return true;
      }
      return false;
    };
    while (await unmined()) await chain.request("evm_mine");
  } finally {
    await chain.request("evm_setAutomine", [true]);
  }
  const outcomes: SentOutcome[] = [];
  for (const one of sent) outcomes.push(await outcomeOf(chain, one));
  return outcomes;
}

async function receiptOf(chain: Chain, { hash }: SentTransaction): Promise<RpcReceipt | null> {
  return (await chain.request("eth_getTransactionReceipt", [hash])) as RpcReceipt | null;
}

async function outcomeOf(
  chain: Chain,
  sent: SentTransaction | { readonly error: unknown },
): Promise<SentOutcome> {
  const receipt = "error" in sent ? null : await receiptOf(chain, sent);
  if ("error" in sent || receipt === null) {
    const { number: block } = await chain.block();
    return { block, transaction: "", contract: "", error: "error" in sent ? sent.error : undefined };
  }
  const place = {
    block: Number(receipt.blockNumber),
    transaction: sent.hash,
    contract: receipt.to ?? "",
  };
  return receipt.status === "0x1" ? place : { ...place, error: await reasonOf(chain, sent.hash) };
}

/** Why a mined transaction reverted, by its trace. */
async function reasonOf(chain: Chain, hash: string): Promise<unknown> {
  const traced = await chain.request("debug_traceTransaction", [hash, { tracer: "callTracer" }]);
  const { output = "0x" } = traced as { readonly output?: string };
  const explaining = {
    contracts: chain.contracts,
    hardfork: chain.hardfork,
    ask: async ({ method, params = [] }: RpcRequest) => await chain.request(method, [...params]),
  };
  const error = { data: output, transactionHash: hash };
  return await explainRevert(explaining, { method: "eth_sendTransaction" }, error);
}
