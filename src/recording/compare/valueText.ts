import type { SampleValue } from "../recording.ts";
import { formatAmount } from "../../common/formatAmount.ts";

/** Digits after the point that a table shows where they suffice. */
const usualDigits = 4;

/** More of them nobody reads in a table. */
const mostDigits = 8;

/** What stands where there is no value. */
export const noValue = "–";

/** A value with all its digits and its unit. */
export function exactText(value: SampleValue, decimals: number, unit = ""): string {
  return withUnit(valueText(value, decimals, decimals), unit);
}

/**
 * Two values and their difference for people, cut off and not rounded: with as many digits as it takes to see that
 * they differ, four at least. Where that would be more than eight, the difference alone tells, such as `+1e-18`.
 */
export function comparedTexts(
  values: { readonly base: SampleValue; readonly head: SampleValue; readonly difference: SampleValue },
  decimals: number,
): { readonly base: string; readonly head: string; readonly difference: string } {
  const { base, head, difference } = values;
  const needed = digitsFor(difference, decimals);
  const digits = needed > mostDigits ? Math.min(usualDigits, decimals) : needed;
  const text =
    needed > mostDigits && typeof difference === "bigint"
      ? withExponent(difference, decimals)
      : valueText(difference, decimals, digits);
  return {
    base: valueText(base, decimals, digits),
    head: valueText(head, decimals, digits),
    difference: (difference === null || difference <= 0 || text === "0" ? "" : "+") + text,
  };
}

/** Two digits that count, and where they stand. */
function withExponent(value: bigint, decimals: number): string {
  const digits = (value < 0n ? -value : value).toString();
  const mantissa = digits
    .slice(0, 2)
    .replace(/^(.)(.)$/, "$1.$2")
    .replace(/\.0$/, "");
  return `${value < 0n ? "−" : ""}${mantissa}e${digits.length - 1 - decimals}`;
}

function valueText(value: SampleValue, decimals: number, digits: number): string {
  if (value === null) return noValue;
  const text =
    typeof value === "bigint"
      ? formatAmount(value, { decimals, digits })
      : String(digits === decimals ? value : Number(value.toPrecision(8)));
  return text.replace(/^-/, "−");
}

/** Enough that the difference has two digits that count. */
function digitsFor(difference: SampleValue, decimals: number): number {
  if (typeof difference !== "bigint" || difference === 0n) return Math.min(usualDigits, decimals);
  const length = (difference < 0n ? -difference : difference).toString().length;
  return Math.min(decimals, Math.max(usualDigits, decimals - length + 2));
}

export function withUnit(text: string, unit: string): string {
  return unit === "" ? text : `${text} ${unit}`;
}
