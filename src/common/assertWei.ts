import { InvalidArgumentsError } from "./errors.ts";
import { kindOf } from "./kindOf.ts";

const most = 2n ** 256n - 1n;

/**
 * Checks an amount in the smallest unit. A number is refused: whole ether or tokens were meant, or digits are lost.
 *
 * @param given - a bigint from 0 to 2^256 - 1
 * @param what - the parameter's name, for the message
 * @throws InvalidArgumentsError
 */
export function assertWei(given: unknown, what: string): asserts given is bigint {
  if (typeof given !== "bigint") {
    const units = typeof given === "number" && Number.isSafeInteger(given) ? given : 1;
    throw new InvalidArgumentsError({
      message: `${what} is ${kindOf(given)}: amounts are in wei, or a token's smallest unit, and bigints.`,
      hint: `${units} with 18 decimals is ${units}n * 10n ** 18n, or ethers.parseEther("${units}").`,
    });
  }
  if (given >= 0n && given <= most) return;
  throw new InvalidArgumentsError({
    message: `${what} is ${given} wei, which is impossible.`,
    hint: "Give wei, from 0 to 2^256 - 1; 1 ETH is 10n ** 18n.",
  });
}
