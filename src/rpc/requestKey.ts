import { isRawNumber } from "./exactJson.ts";
import type { RpcCall } from "./rpcCall.ts";

/**
 * The text under which an answer is kept: method and params, written in one way however a client writes them.
 *
 * Hex digits are lower case, fields are in alphabetical order, and the slot of `eth_getStorageAt` has no leading zeros.
 *
 * @returns one line, such as `eth_getBalance ["0x00…01","0x14"]`
 */
export function requestKey({ method, params }: RpcCall): string {
  const canonical = params.map(canonicalValue);
  const slot = canonical[1];
  if (method === "eth_getStorageAt" && typeof slot === "string") canonical[1] = shortestHex(slot);
  return `${method} ${JSON.stringify(canonical)}`;
}

function canonicalValue(value: unknown): unknown {
  if (typeof value === "string") return /^0x[0-9a-f]*$/i.test(value) ? value.toLowerCase() : value;
  if (Array.isArray(value)) return value.map(canonicalValue);
  if (typeof value !== "object" || value === null || isRawNumber(value)) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, canonicalValue(field)]));
}

function shortestHex(text: string): string {
  return /^0x[0-9a-f]+$/.test(text) ? text.replace(/^0x0+(?=.)/, "0x") : text;
}
