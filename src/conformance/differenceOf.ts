import type { Series } from "../recording/recording.ts";

/**
 * The distance between two samples, subtracted as exact integers where both are.
 *
 * @param a - a series, and the place of a sample in it
 * @returns units, >= 0; `undefined` if either has no value
 */
export function differenceOf(
  a: Pick<Series, "values" | "decimals">,
  indexA: number,
  b: Pick<Series, "values" | "decimals">,
  indexB: number,
): number | undefined {
  const [valueA, valueB] = [a.values[indexA] ?? null, b.values[indexB] ?? null];
  if (valueA === null || valueB === null) return undefined;
  if (typeof valueA === "number" || typeof valueB === "number") {
    return Math.abs(toUnits(valueA, a.decimals) - toUnits(valueB, b.decimals));
  }
  const decimals = Math.max(a.decimals, b.decimals);
  const difference =
    valueA * 10n ** BigInt(decimals - a.decimals) - valueB * 10n ** BigInt(decimals - b.decimals);
  return toUnits(difference < 0n ? -difference : difference, decimals);
}

/** Whether the sample of `a`, cut to the decimals of `b`, is that of `b`: all that can be known of a printed value. */
export function agreesWhenCut(
  a: Pick<Series, "values" | "decimals">,
  indexA: number,
  b: Pick<Series, "values" | "decimals">,
  indexB: number,
): boolean {
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
