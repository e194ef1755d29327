import type { SampleValue, Series } from "./recording.ts";

/** What of a series is needed to subtract its samples. */
type Samples = Pick<Series, "values" | "decimals">;

/**
 * Subtracts one sample from another, as exact integers where both are.
 *
 * @param decimals - digits after the point that the result carries; at least those of both series
 * @returns `a` - `b`; a number of units if either is one, `null` if either has no value
 */
export function subtractSamples(
  a: Samples,
  indexA: number,
  b: Samples,
  indexB: number,
  decimals: number,
): SampleValue {
  const [valueA, valueB] = [a.values[indexA] ?? null, b.values[indexB] ?? null];
  if (valueA === null || valueB === null) return null;
  if (typeof valueA === "number" || typeof valueB === "number") {
    return toUnits(valueA, a.decimals) - toUnits(valueB, b.decimals);
  }
  return valueA * 10n ** BigInt(decimals - a.decimals) - valueB * 10n ** BigInt(decimals - b.decimals);
}

/**
 * The distance between two samples, subtracted as exact integers where both are.
 *
 * @param a - a series, and the place of a sample in it
 * @returns units, >= 0; `undefined` if either has no value
 */
export function differenceOf(a: Samples, indexA: number, b: Samples, indexB: number): number | undefined {
  const decimals = Math.max(a.decimals, b.decimals);
  const difference = subtractSamples(a, indexA, b, indexB, decimals);
  return difference === null ? undefined : Math.abs(toUnits(difference, decimals));
}

/** Whether the sample of `a`, cut to the decimals of `b`, is that of `b`: all that can be known of a printed value. */
export function agreesWhenCut(a: Samples, indexA: number, b: Samples, indexB: number): boolean {
  const [valueA, valueB] = [a.values[indexA] ?? null, b.values[indexB] ?? null];
  if (typeof valueA !== "bigint" || typeof valueB !== "bigint" || a.decimals < b.decimals) {
    return differenceOf(a, indexA, b, indexB) === 0;
  }
  return valueA / 10n ** BigInt(a.decimals - b.decimals) === valueB;
}

/** The double nearest to the exact value, as text makes it: a quotient of two doubles would be off in the last digit. */
function toUnits(value: bigint | number, decimals: number): number {
  return typeof value === "number" ? value : Number(`${value}e-${decimals}`);
}
