import { blockOf } from "./describeRequest.ts";
import { quantityOf } from "./quantity.ts";
import type { RpcCall } from "./rpcCall.ts";

const isQuantity = (result: unknown): boolean => quantityOf(result) !== undefined;
const bytes = /^0x([0-9a-f]{2})*$/i;
const hash = /^0x[0-9a-f]{64}$/i;

const shapes: Readonly<Record<string, readonly [isPossible: (result: unknown) => boolean, shape: string]>> = {
  eth_blockNumber: [isQuantity, "a number"],
  eth_call: [matches(bytes), "bytes"],
  eth_chainId: [isQuantity, "a number"],
  eth_estimateGas: [isQuantity, "a number"],
  eth_gasPrice: [isQuantity, "a number"],
  eth_getBalance: [isQuantity, "a number"],
  eth_getCode: [matches(bytes), "bytes"],
  eth_getLogs: [Array.isArray, "a list"],
  eth_getStorageAt: [isQuantity, "32 bytes"],
  eth_getTransactionCount: [isQuantity, "a number"],
  net_version: [isQuantity, "a number"],
};

const ofHash: Readonly<Record<string, string>> = {
  eth_getBlockByHash: "hash",
  eth_getTransactionByHash: "hash",
  eth_getTransactionReceipt: "transactionHash",
};

/**
 * Names what cannot be true of an endpoint's result: its shape, or that it is about another block or transaction than
 * the one that was asked for. However nodes write a number, order fields or add some, it is an answer.
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
    // Of a tag such as "latest" it is not known which number it stands for.
    const number = quantityOf(blockOf(call));
    return (number === undefined ? undefined : wrongNumber(result, number)) ?? wrongHash(result);
  }
  return undefined;
}

function wrongField(result: unknown, field: string, expected: unknown): string | undefined {
  if (!isObject(result)) return `${described(result)} instead of an object`;
  const value = result[field];
  if (typeof value !== "string") return `no ${field}`;
  return value.toLowerCase() === String(expected).toLowerCase()
    ? undefined
    : `${field} ${shown(value)} instead of ${shown(expected)}`;
}

function wrongNumber(result: unknown, expected: bigint): string | undefined {
  if (!isObject(result)) return `${described(result)} instead of an object`;
  const { number } = result;
  const value = quantityOf(number);
  if (value === undefined) return "no number";
  return value === expected ? undefined : `number ${shown(number)} instead of 0x${expected.toString(16)}`;
}

function wrongHash(result: unknown): string | undefined {
  if (!isObject(result)) return `${described(result)} instead of an object`;
  // A block that is still being made has none.
  return result.hash === null || matches(hash)(result.hash) ? undefined : "no block hash";
}

function shown(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value ?? null)).slice(0, 80);
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
