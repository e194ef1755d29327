/**
 * Reads the header `Retry-After`.
 *
 * @param value - seconds, or an HTTP date
 * @param now - milliseconds since 1970
 * @returns milliseconds to wait, ≥ 0; `undefined` if there is none, or nothing that could be understood
 * @source RFC 9110, 10.2.3
 */
export function parseRetryAfter(value: string | null, now = Date.now()): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Date.parse takes much for a date that is none; an HTTP date starts with the day of the week.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
