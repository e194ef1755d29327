import type { SampleValue } from "../../recording/recording.ts";

/**
 * Writes an exact integer as a decimal number of units.
 *
 * @param value - in the smallest unit
 * @param decimals - digits after the point that `value` carries, 0 to 77
 * @returns the number without trailing zeros
 * @example formatExact(1_390_000_000_000_000_000n, 18); // "1.39"
 */
export function formatExact(value: bigint, decimals: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/**
 * Turns a sample into the number that is drawn: the double nearest to the exact value.
 *
 * @returns units, or `null` for a sample without a finite value
 */
export function scaleValue(value: SampleValue, decimals: number): number | null {
  if (value === null) {
    return null;
  }
  const number = typeof value === "bigint" ? Number(formatExact(value, decimals)) : value;
  return Number.isFinite(number) ? number : null;
}
