import { InvalidArgumentsError } from "./errors.ts";

/** How an amount is printed. */
export interface AmountFormat {
  /** The integer v stands for v / 10^decimals. Default: 18. */
  readonly decimals?: number;
  /** Digits after the point; further ones are cut off, not rounded. Default: 2. */
  readonly digits?: number;
}

/**
 * Prints a token amount as protocol people write it. Cut off, not rounded, so that no amount looks larger than it
 * is; zeros at the end are left out.
 *
 * @param amount - smallest units
 * @example formatAmount(9_999_999_999_999_999_999n); // "9.99"
 */
export function formatAmount(amount: bigint, { decimals = 18, digits = 2 }: AmountFormat = {}): string {
  if (!Number.isInteger(digits) || digits < 0 || !Number.isInteger(decimals) || decimals < 0) {
    throw new InvalidArgumentsError({
      message: `Cannot print with decimals ${String(decimals)} and digits ${String(digits)}.`,
      hint: "Give whole numbers >= 0.",
    });
  }
  const negative = amount < 0n;
  const scale = 10n ** BigInt(decimals);
  const magnitude = negative ? -amount : amount;
  const fraction = (magnitude % scale)
    .toString()
    .padStart(decimals, "0")
    .slice(0, decimals === 0 ? 0 : digits);
  const digitsLeft = fraction.replace(/0+$/, "");
  const text = `${magnitude / scale}${digitsLeft === "" ? "" : `.${digitsLeft}`}`;
  return negative && text !== "0" ? `-${text}` : text;
}
