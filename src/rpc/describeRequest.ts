import type { RpcCall } from "./rpcCall.ts";

/** Where a method takes its block. */
const blockAt: Readonly<Record<string, number>> = {
  eth_call: 1,
  eth_createAccessList: 1,
  eth_estimateGas: 1,
  eth_feeHistory: 1,
  eth_getBalance: 1,
  eth_getBlockByNumber: 0,
  eth_getBlockReceipts: 0,
  eth_getBlockTransactionCountByNumber: 0,
  eth_getCode: 1,
  eth_getProof: 2,
  eth_getStorageAt: 2,
  eth_getTransactionByBlockNumberAndIndex: 0,
  eth_getTransactionCount: 1,
};

/** Methods whose first parameter is an address. */
const ofAddress = new Set([
  "eth_getBalance",
  "eth_getCode",
  "eth_getProof",
  "eth_getStorageAt",
  "eth_getTransactionCount",
]);

/** The block that a request is about, as it was given; `undefined` if it names none. */
export function blockOf({ method, params }: RpcCall): unknown {
  const position = blockAt[method];
  return position === undefined ? undefined : params[position];
}

/**
 * Says in words what a request asks for.
 *
 * @example describeRequest({ method: "eth_getStorageAt", params: ["0xab", "0x5", "0x14"] })
 * // "eth_getStorageAt for slot 0x5 of 0xab at block 20"
 */
export function describeRequest(call: RpcCall): string {
  const { method, params } = call;
  const [first, second] = params;
  const block = blockOf(call);
  const at = block === undefined ? "" : ` at ${describeBlock(block)}`;
  if (method === "eth_getStorageAt") return `${method} for slot ${shown(second)} of ${shown(first)}${at}`;
  if (ofAddress.has(method)) return `${method} for ${shown(first)}${at}`;
  if (method === "eth_call" && isObject(first)) {
    const data = first.data ?? first.input;
    const selector = typeof data === "string" ? data.slice(0, 10) : "no data";
    return `${method} to ${shown(first.to)} with ${selector}${at}`;
  }
  if (method === "eth_getLogs" && isObject(first)) {
    const range =
      first.blockHash === undefined
        ? `from ${describeBlock(first.fromBlock ?? "latest")} to ${describeBlock(first.toBlock ?? "latest")}`
        : `of ${describeBlock(first.blockHash)}`;
    return `${method} ${range}${first.address === undefined ? "" : ` for ${shown(first.address)}`}`;
  }
  if (blockAt[method] === 0 && params.length <= 2) return `${method} for ${describeBlock(block)}`;
  return params.length === 0 ? method : `${method} ${shown(params)}`;
}

/** The same, of a request of which its key is left; see `requestKey`. */
export function describeKey(key: string): string {
  const space = key.indexOf(" ");
  return describeRequest({
    method: key.slice(0, space),
    params: JSON.parse(key.slice(space + 1)) as readonly unknown[],
  });
}

function describeBlock(block: unknown): string {
  if (typeof block === "string" && /^0x[0-9a-f]{1,16}$/i.test(block)) return `block ${BigInt(block)}`;
  if (typeof block === "string" && /^[a-z]+$/.test(block)) return `the ${block} block`;
  return `block ${shown(block)}`;
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
  return text.length <= 160 ? text : `${text.slice(0, 160)}…`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
