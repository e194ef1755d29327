const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/**
 * Prints a time span in words, in the largest units that fit: `5 days`, `1 day 12 hours`.
 *
 * @param seconds - whole seconds, >= 0
 */
export function formatDuration(seconds: number | bigint): string {
  let left = Number(seconds);
  const parts: string[] = [];
  for (const [name, length] of units) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? "" : "s"}`);
  }
  return parts.length === 0 ? "0 seconds" : parts.join(" ");
}
