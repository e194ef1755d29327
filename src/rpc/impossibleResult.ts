import { blockOf } from "./describeRequest.ts";
import type { RpcCall } from "./rpcCall.ts";

const quantity = /^0x[0-9a-f]{1,64}$/i;
const bytes = /^0x([0-9a-f]{2})*$/i;
const hash = /^0x[0-9a-f]{64}$/i;

const shapes: Readonly<Record<string, readonly [isPossible: (result: unknown) => boolean, shape: string]>> = {
  eth_blockNumber: [matches(quantity), "a number"],
  eth_call: [matches(bytes), "bytes"],
  eth_chainId: [matches(quantity), "a number"],
  eth_estimateGas: [matches(quantity), "a number"],
  eth_gasPrice: [matches(quantity), "a number"],
  eth_getBalance: [matches(quantity), "a number"],
  eth_getCode: [matches(bytes), "bytes"],
  eth_getLogs: [Array.isArray, "a list"],
  eth_getStorageAt: [matches(quantity), "32 bytes"],
  eth_getTransactionCount: [matches(quantity), "a number"],
  net_version: [matches(/^\d+$/), "a decimal number"],
};

const ofHash: Readonly<Record<string, string>> = {
  eth_getBlockByHash: "hash",
  eth_getTransactionByHash: "hash",
  eth_getTransactionReceipt: "transactionHash",
};

/**
 * Tells of an endpoint's result what cannot be true of it, where that can be told: its shape, and whether it is about
 * the block or transaction that was asked for.
 *
 * @returns what is wrong, such as `"a text instead of a number"`; `undefined` if nothing is
 */
export function impossibleResult(call: RpcCall, result: unknown): string | undefined {
  const shape = shapes[call.method];
  if (shape !== undefined) {
    const [isPossible, expected] = shape;
    return isPossible(result) ? undefined : `${described(result)} instead of ${expected}`;
  }
  if (result === null) return undefined;
  const field = ofHash[call.method];
  if (field !== undefined) return wrongField(result, field, call.params[0]);
  if (call.method === "eth_getBlockByNumber") {
    const number = blockOf(call);
    const tag = typeof number !== "string" || !number.startsWith("0x");
    return (tag ? undefined : wrongField(result, "number", number)) ?? wrongHash(result);
  }
  return undefined;
}

function wrongField(result: unknown, field: string, expected: unknown): string | undefined {
  if (!isObject(result)) return `${described(result)} instead of an object`;
  const value = result[field];
  if (typeof value !== "string") return `no ${field}`;
  return value.toLowerCase() === String(expected).toLowerCase()
    ? undefined
    : `${field} ${value.slice(0, 80)} instead of ${String(expected).slice(0, 80)}`;
}

function wrongHash(result: unknown): string | undefined {
  if (!isObject(result)) return `${described(result)} instead of an object`;
  // A block that is still being made has none.
  return result.hash === null || matches(hash)(result.hash) ? undefined : "no block hash";
}

function matches(pattern: RegExp): (result: unknown) => boolean {
  return (result) => typeof result === "string" && pattern.test(result);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function described(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "string"
    ? "another text"
    : `a${typeof value === "object" ? "n" : ""} ${typeof value}`;
}
