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
