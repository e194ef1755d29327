/** 1 in fixed point of 27 decimals. */
export const ray: bigint = 10n ** 27n;

/** Seconds of 365 days. */
const year = 31_536_000n;

/** Product of two rays, rounded to the nearest. */
export function rayMul(a: bigint, b: bigint): bigint {
  return (a * b + ray / 2n) / ray;
}

/** Quotient of two rays, rounded to the nearest. */
export function rayDiv(a: bigint, b: bigint): bigint {
  return (a * ray + b / 2n) / b;
}

/**
 * Factor by which simple interest lets an amount grow.
 *
 * @param rate - yearly, a ray
 */
export function linear(rate: bigint, seconds: number): bigint {
  return ray + (rate * BigInt(seconds)) / year;
}

/**
 * Factor by which interest compounded each second lets an amount grow: the first four terms of the binomial series.
 *
 * @param rate - yearly, a ray
 */
export function compounded(rate: bigint, seconds: number): bigint {
  const n = BigInt(seconds);
  if (n === 0n) return ray;
  const squared = rayMul(rate, rate) / (year * year);
  const cubed = rayMul(squared, rate) / year;
  const fewer = n > 2n ? n - 2n : 0n;
  return ray + (rate * n) / year + (n * (n - 1n) * squared) / 2n + (n * (n - 1n) * fewer * cubed) / 6n;
}
