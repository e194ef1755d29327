import { RequestRefusedError } from "./errors.ts";
import type { RpcCall } from "./rpcCall.ts";

const reading = new Set([
  "eth_accounts",
  "eth_blobBaseFee",
  "eth_blockNumber",
  "eth_call",
  "eth_chainId",
  "eth_createAccessList",
  "eth_estimateGas",
  "eth_feeHistory",
  "eth_gasPrice",
  "eth_getBalance",
  "eth_getBlockByHash",
  "eth_getBlockByNumber",
  "eth_getBlockReceipts",
  "eth_getBlockTransactionCountByHash",
  "eth_getBlockTransactionCountByNumber",
  "eth_getCode",
  "eth_getHeaderByHash",
  "eth_getHeaderByNumber",
  "eth_getLogs",
  "eth_getProof",
  "eth_getRawTransactionByHash",
  "eth_getStorageAt",
  "eth_getTransactionByBlockHashAndIndex",
  "eth_getTransactionByBlockNumberAndIndex",
  "eth_getTransactionByHash",
  "eth_getTransactionCount",
  "eth_getTransactionReceipt",
  "eth_getUncleByBlockHashAndIndex",
  "eth_getUncleByBlockNumberAndIndex",
  "eth_getUncleCountByBlockHash",
  "eth_getUncleCountByBlockNumber",
  "eth_maxPriorityFeePerGas",
  "eth_protocolVersion",
  "eth_simulateV1",
  "eth_syncing",
  "net_listening",
  "net_peerCount",
  "net_version",
  "web3_clientVersion",
  "web3_sha3",
]);

/** Families of methods that only read, as nodes name them. */
const readingFamily = /^(debug_trace|debug_getRaw|debug_storageRange|trace_|ots_|erigon_get)\w+$/;

/**
 * Lets pass what only reads. An answer to anything else could not be given again: a sent transaction, a filter, a
 * subscription.
 *
 * @throws RequestRefusedError if a method sends, signs, subscribes, or is not known to only read
 */
export function assertReads({ method }: RpcCall): void {
  if (reading.has(method) || readingFamily.test(method)) return;
  const name = JSON.stringify(method.slice(0, 60));
  throw new RequestRefusedError({
    message: `The relay does not pass ${name} on: ${reasonAgainst(method)}.`,
    hint: "Send it to a chain that forks from the relay, or to the endpoint itself.",
  });
}

function reasonAgainst(method: string): string {
  if (/^eth_send|^eth_sign|^personal_|^wallet_/.test(method)) return "it sends or signs";
  if (/[Ff]ilter/.test(method)) return "a filter changes with time; eth_getLogs reads the same";
  if (method.includes("subscri")) return "a subscription has no answer that could be kept";
  return "it is not known to only read";
}
