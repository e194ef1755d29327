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

/** The double nearest to the exact value, as text makes it: a quotient of two doubles would be off in the last digit. */
export function toUnits(value: bigint | number, decimals: number): number {
  return typeof value === "number" ? value : Number(`${value}e-${decimals}`);
}

/** An integer at another number of decimals, which is at least its own; a `number` stands for units already. */
export function rescale(value: SampleValue, from: number, to: number): SampleValue {
  return typeof value === "bigint" ? value * 10n ** BigInt(to - from) : value;
}
