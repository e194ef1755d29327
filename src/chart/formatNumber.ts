/**
 * Writes a number for a label: four significant digits, thousands set apart.
 *
 * @example formatNumber(12345.678); // "12,346"
 */
export function formatNumber(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e15) {
    return value.toExponential(3);
  }
  if (magnitude >= 1000) {
    return Math.round(value)
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, ",");
  }
  return String(Number(value.toPrecision(4)));
}
