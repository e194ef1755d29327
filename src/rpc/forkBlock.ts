import type { Endpoint } from "./endpoint.ts";
import { UnknownBlockError, WrongChainError } from "./errors.ts";
import { quantityOf } from "./quantity.ts";
import type { EndpointAnswer } from "./readResponse.ts";
import type { RpcCall } from "./rpcCall.ts";

/** The block that a fork starts from. */
export interface ForkBlock {
  readonly number: number;
  /** Hex, lower case. */
  readonly hash: string;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Wei per gas; 0 before the London hardfork. */
  readonly baseFee: bigint;
}

/** What was asked of an endpoint when a relay opened. */
export interface Inspected {
  readonly chainId: number;
  readonly block: ForkBlock | undefined;
  /** The answers that show it, to keep. */
  readonly answers: readonly { readonly call: RpcCall; readonly text: string }[];
}

/**
 * Asks an endpoint which chain it serves, and whether it has the block and its state.
 *
 * @param chainId - expected; `undefined` takes any
 * @param number - of the block to fork from; `undefined` asks for none
 * @throws WrongChainError, UnknownBlockError, PrunedStateError, and whatever {@link Endpoint.ask} throws
 */
export async function inspectEndpoint(
  endpoint: Endpoint,
  chainId: number | undefined,
  number: number | undefined,
): Promise<Inspected> {
  const chainCall: RpcCall = { method: "eth_chainId", params: [] };
  const chainAnswer = await endpoint.ask(chainCall);
  const served = Number(quantityOf(chainAnswer.result));
  assertChain(chainId, served, endpoint.host);
  if (number === undefined) {
    return { chainId: served, block: undefined, answers: [{ call: chainCall, text: chainAnswer.text }] };
  }
  const quantity = `0x${number.toString(16)}`;
  const blockCall: RpcCall = { method: "eth_getBlockByNumber", params: [quantity, false] };
  const answer = await endpoint.ask(blockCall, incompleteBlock);
  const block = forkBlockOf(answer);
  if (block === undefined) throw unknownBlock(number, endpoint.host);
  // Any account will do: a node that has thrown the state away cannot even tell that an account is empty.
  await endpoint.ask({ method: "eth_getBalance", params: [`0x${"0".repeat(40)}`, quantity] });
  return {
    chainId: served,
    block,
    answers: [
      { call: chainCall, text: chainAnswer.text },
      { call: blockCall, text: answer.text },
    ],
  };
}

/**
 * Names what shows that a result is from another chain than the one inspected: nodes behind one address can disagree,
 * and one that lags behind does not know the block.
 */
export function chainGuard(
  { method, params }: RpcCall,
  { chainId, block }: Pick<Inspected, "chainId" | "block">,
): (result: unknown) => string | undefined {
  if (method === "eth_chainId") {
    return (result) => {
      const served = Number(quantityOf(result));
      return served === chainId ? undefined : `chain ${served} instead of ${chainId}`;
    };
  }
  const [asked] = params;
  if (method !== "eth_getBlockByNumber" || block === undefined) return () => undefined;
  if (typeof asked !== "string" || !asked.startsWith("0x")) return () => undefined;
  return (result) => {
    if (result === null) return Number(asked) <= block.number ? "no block" : undefined;
    if (Number(asked) !== block.number) return undefined;
    const { hash } = result as { readonly hash?: unknown };
    const given = String(hash).toLowerCase();
    return given === block.hash ? undefined : `block hash ${given} instead of ${block.hash}`;
  };
}

/** @throws WrongChainError if a chain is expected and another one is served */
export function assertChain(expected: number | undefined, served: number, host: string): void {
  if (expected === undefined || expected === served) return;
  throw new WrongChainError({
    message: `${host} serves chain ${served} instead of chain ${expected}.`,
    hint: "Use the address of an endpoint for the right network; many providers have one for each.",
  });
}

/** The error for a block that is not there. */
export function unknownBlock(number: number, host: string): UnknownBlockError {
  return new UnknownBlockError({
    message: `${host} does not know block ${number}.`,
    hint: "Give a block that exists already, or an endpoint that is up to date.",
  });
}

/** A fork goes on from the time and the base fee of its block. */
function incompleteBlock(result: unknown): string | undefined {
  if (result === null || typeof result !== "object") return undefined;
  const { timestamp, baseFeePerGas = "0x0" } = result as Record<string, unknown>;
  if (quantityOf(timestamp) === undefined) return "a block without a timestamp";
  return baseFeePerGas === null || quantityOf(baseFeePerGas) !== undefined
    ? undefined
    : "a base fee that is no number";
}

function forkBlockOf({ result }: EndpointAnswer): ForkBlock | undefined {
  if (result === null || typeof result !== "object") return undefined;
  const { number, hash, timestamp, baseFeePerGas } = result as Record<string, unknown>;
  return {
    number: Number(quantityOf(number)),
    hash: String(hash).toLowerCase(),
    timestamp: Number(quantityOf(timestamp)),
    baseFee: quantityOf(baseFeePerGas) ?? 0n,
  };
}
