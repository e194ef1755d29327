/** How long, and how often, an endpoint is asked before its answer is given up. All of it is bounded. */
export interface Patience {
  /** Requests at most for one answer, ≥ 1. Default 6. */
  readonly attempts: number;
  /** Milliseconds that one request may take, its answer's last byte included. Default 30 000. */
  readonly timeout: number;
  /** Milliseconds before the second attempt; each further wait is twice as long. Default 500. */
  readonly firstDelay: number;
  /** Milliseconds that one wait may last, also when the endpoint asks for more. Default 30 000. */
  readonly longestDelay: number;
  /** Requests that are sent to the endpoint at a time, ≥ 1. Default 16. */
  readonly parallel: number;
  /** A number from 0 to 1, by which a wait is shortened to down to half of it, so that clients do not return in step. */
  readonly random: () => number;
}

/** Patience unless something else is said: gives an answer up after six minutes at the latest, nearly always much earlier. */
export const defaultPatience: Patience = {
  attempts: 6,
  timeout: 30_000,
  firstDelay: 500,
  longestDelay: 30_000,
  parallel: 16,
  random: Math.random,
};

/**
 * How long to wait before another attempt: exponential, shortened at random by up to half.
 *
 * @param attempts - how many were made, ≥ 1
 * @returns milliseconds
 */
export function delayAfter(attempts: number, { firstDelay, longestDelay, random }: Patience): number {
  return Math.min(longestDelay, firstDelay * 2 ** (attempts - 1)) * (1 - random() / 2);
}

/**
 * Reads the header `Retry-After`.
 *
 * @param value - seconds, or an HTTP date
 * @param now - milliseconds since 1970
 * @returns milliseconds to wait, ≥ 0; `undefined` if there is none, or nothing that could be understood
 * @source RFC 9110, 10.2.3
 */
export function parseRetryAfter(value: string | null, now = Date.now()): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Date.parse takes much for a date that is none; an HTTP date starts with the day of the week.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
