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
