const thousands = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** From here on a quantity is written in thousands: its first digits say enough. */
const large = 10_000;

/**
 * Writes a value with its unit, as people who work with a protocol do. A bare number, such as a tick, keeps its
 * digits; wei are written in gwei where there are a billion or more.
 *
 * @param unit - empty for a bare number
 * @example formatQuantity(1.39, "DAI"); // "1.39 DAI"
 * @example formatQuantity(45e9, "wei"); // "45 gwei"
 * @example formatQuantity(12_345, "DAI"); // "12.35k DAI"
 */
export function formatQuantity(value: number, unit: string): string {
  if (unit === "") return formatNumber(value);
  if (unit === "wei" && Math.abs(value) >= 1e9) return formatQuantity(value / 1e9, "gwei");
  const magnitude = Math.abs(value);
  // Rounding to four digits can carry a number over the next thousand.
  const rounded = Number(magnitude.toPrecision(4));
  const scale = rounded >= large && rounded < 1e15 ? thousands.find(([size]) => rounded >= size) : undefined;
  return scale === undefined
    ? `${formatNumber(value)} ${unit}`
    : `${formatNumber(Math.sign(value) * (rounded / scale[0]))}${scale[1]} ${unit}`;
}

/**
 * Writes a number for a label: four significant digits, thousands set apart.
 *
 * @example formatNumber(12345.678); // "12,346"
 */
export function formatNumber(value: number): string {
  // A minus sign, as on the axes: a hyphen is too short beside digits.
  return value < 0 ? `−${formatMagnitude(-value)}` : formatMagnitude(value);
}

function formatMagnitude(value: number): string {
  if (value >= 1e15) {
    return value.toExponential(3);
  }
  if (value >= 1000) {
    return Math.round(value)
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, ",");
  }
  return String(Number(value.toPrecision(4)));
}
