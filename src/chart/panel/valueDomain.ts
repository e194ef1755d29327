/** A value axis: where it starts and ends. */
export type Domain = readonly [lowest: number, highest: number];

/**
 * Chooses the ends of a value axis: a little outside the values, and at zero where the values come
 * near enough to it for its distance to mean something.
 *
 * @param values - units, finite
 * @returns two different numbers, lowest first; `[0, 1]` for no values
 */
export function valueDomain(values: readonly number[]): Domain {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (lowest > highest || (lowest === 0 && highest === 0)) {
    return [0, 1];
  }
  // A constant shows its distance to zero; a price that moves by a few percent shows the movement.
  if (lowest > 0 && (lowest === highest || lowest < highest / 2)) {
    lowest = 0;
  }
  if (highest < 0 && (lowest === highest || highest > lowest / 2)) {
    highest = 0;
  }
  const headroom = (highest - lowest) * 0.04;
  const step = fineStep(highest - lowest);
  // Values that differ in their last binary digits only leave no room for rounding.
  return [
    lowest === 0 ? 0 : Math.min(lowest, round(Math.floor((lowest - headroom) / step) * step, step)),
    highest === 0 ? 0 : Math.max(highest, round(Math.ceil((highest + headroom) / step) * step, step)),
  ];
}

/**
 * Chooses the ends of a log axis: the next of 1, 2 or 5 times a power of ten around the values.
 *
 * @param values - units; those of 0 and less do not count
 * @returns two different numbers above 0, lowest first
 */
export function logDomain(values: readonly number[]): Domain {
  let [lowest, highest] = [Infinity, 0];
  for (const value of values) {
    if (value <= 0) continue;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (lowest > highest) return [1, 10];
  const power = (value: number, step: number): number =>
    Number(`1e${String(Math.floor(Math.log10(value)) + step)}`);
  const steps = (value: number): number[] =>
    [-1, 0, 1].flatMap((at) => [1, 2, 5].map((one) => one * power(value, at)));
  return [
    steps(lowest).findLast((step) => step <= lowest * 0.98) ?? lowest / 2,
    steps(highest).find((step) => step >= highest * 1.02) ?? highest * 2,
  ];
}

/** A power of ten, ten to a hundred of which make up `span`: round, yet close to the values. */
function fineStep(span: number): number {
  return 10 ** Math.floor(Math.log10(span) - 1);
}

/** Removes the noise of binary fractions: 3 * 0.1 becomes 0.3. */
function round(value: number, step: number): number {
  const digits = Math.max(0, Math.min(100, 1 - Math.floor(Math.log10(step))));
  return Number(value.toFixed(digits));
}

/**
 * Estimates the longest label of a value axis, to reserve room for it.
 *
 * @returns the label as Vega writes it, give or take a digit
 */
export function widestLabel([lowest, highest]: Domain): string {
  const magnitude = Math.max(Math.abs(lowest), Math.abs(highest));
  if (magnitude >= 1e6 || magnitude < 1e-4) {
    return lowest < 0 ? "-000.0M" : "000.0M";
  }
  const decimals = Math.max(0, -Math.floor(Math.log10((highest - lowest) / 5)));
  const [low, high] = [lowest, highest].map((end) => end.toFixed(Math.min(decimals, 20))) as [string, string];
  const longest = low.length > high.length ? low : high;
  return magnitude >= 1000 ? `${longest},` : longest;
}
