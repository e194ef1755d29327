import { assertWei } from "../common/assertWei.ts";

/** Of tokens with 18 decimals, fewer units are next to nothing. */
const plausible = 1_000_000n;

/**
 * Checks an amount of tokens. A few units, as if whole tokens were meant, bring a warning.
 *
 * @param given - smallest units, 18 decimals
 * @param what - the parameter's name, for the message
 * @throws InvalidArgumentsError if it is no bigint, or out of range
 */
export function assertAmount(given: bigint, what: string): void {
  assertWei(given, what);
  if (given === 0n || given >= plausible) return;
  console.warn(
    `${what} is ${given} of the smallest unit: next to nothing. If whole tokens were meant, it is ${given}n * 10n ** 18n.`,
  );
}
