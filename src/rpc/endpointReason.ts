import { type Meaning, refusalRules } from "./refusalRules.ts";

/**
 * What an endpoint's own words mean. They go before codes and HTTP statuses, since providers use the same code and the
 * same status for different things.
 *
 * @param words - a message, and what its data says; see {@link wordsOf}
 * @returns `undefined` if they name no reason that is known
 */
export function meaningOfWords(words: string): Meaning | undefined {
  const rule = refusalRules.find(({ pattern, unless }) => pattern.test(words) && !unless.test(words));
  return rule === undefined ? undefined : { reason: rule.reason, retries: rule.retries };
}

/** What an error's code means where its words name no reason. */
export function meaningOfCode(code: number): Meaning {
  // EIP-4444 has a code of its own for history that is gone.
  if (code === 4444) return { reason: "pruned", retries: 0 };
  if (code === 429 || code === -32005) return { reason: "busy", retries: Infinity };
  if (code === 401 || code === 402 || code === 403) return { reason: "refused", retries: 0 };
  if (code === -32601) return { reason: "no-method", retries: 0 };
  return { reason: "answer", retries: code === -32603 || code === -32002 ? Infinity : 0 };
}

/**
 * What an HTTP status means where no words name a reason.
 *
 * @param code - of the JSON-RPC error that came with it; it goes before a status that means little
 */
export function meaningOfStatus(status: number, code: number | undefined): Meaning | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 429) return { reason: "busy", retries: Infinity };
  if (status === 401 || status === 402 || status === 403) return { reason: "refused", retries: 0 };
  if (status === 413) return { reason: "too-many", retries: 0 };
  const isMistake = code !== undefined && code >= -32602 && code <= -32600;
  if (status >= 500 || status === 408)
    return isMistake ? undefined : { reason: "unavailable", retries: Infinity };
  return code === undefined ? { reason: "refused", retries: 0 } : undefined;
}

/** More of a text is not looked at: a reason comes early, and patterns take time. */
const longestText = 600;

/**
 * The words of an error, so that they can be compared: in lower case, one space apart, without URLs and long hex.
 *
 * @param message - as the endpoint sent it
 * @param data - its texts, at any depth, belong to the words: some endpoints give the reason there alone
 */
export function wordsOf(message: string, data?: unknown): string {
  return [message, ...textsIn(data, 3)]
    .map((text) => text.slice(0, longestText))
    .join(" | ")
    .slice(0, 3 * longestText)
    .toLowerCase()
    .replaceAll(/https?:\/\/\S+/g, " ")
    .replaceAll(/\b(0x)?[0-9a-f]{17,}\b/g, " ")
    .replaceAll(/[’`]/g, "'")
    .replaceAll(/\s+/g, " ");
}

function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === "string") return /^0x[0-9a-f]*$/i.test(value) ? [] : [value];
  if (depth === 0 || typeof value !== "object" || value === null) return [];
  return Object.values(value)
    .slice(0, 20)
    .flatMap((inner: unknown) => textsIn(inner, depth - 1));
}
