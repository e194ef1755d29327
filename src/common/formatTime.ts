const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Writes an instant for people, in UTC whatever the machine's time zone and language.
 *
 * @param seconds - unix seconds
 * @example formatTime(1631734146); // "15 Sep 2021 19:29:06"
 */
export function formatTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) {
    return `unix time ${String(seconds)}`;
  }
  const month = months[date.getUTCMonth()] ?? "";
  const day = `${String(date.getUTCDate())} ${month} ${String(date.getUTCFullYear())}`;
  return `${day} ${date.toISOString().slice(11, 19)}`;
}

/**
 * Writes an instant as machines read it: ISO 8601, in UTC.
 *
 * @param seconds - unix seconds
 * @returns the number itself where it is no date
 * @example isoTime(1631734146); // "2021-09-15T19:29:06Z"
 */
export function isoTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace(".000Z", "Z");
}

/**
 * Writes an instant in a form that sorts and that people can read, in UTC.
 *
 * @param seconds - unix seconds
 * @example sortableTime(1631734146); // "2021-09-15 19:29:06 UTC"
 */
export function sortableTime(seconds: number): string {
  return isoTime(seconds).replace(/^(.+)T(.+)Z$/, "$1 $2 UTC");
}

/**
 * Writes an amount of time in the largest unit that divides it.
 *
 * @param seconds - an integer, > 0
 * @example formatSpan(432_000); // "5 days"
 */
export function formatSpan(seconds: number): string {
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ] as const;
  const [name, size] = units.find((unit) => seconds % unit[1] === 0) ?? (["second", 1] as const);
  const amount = seconds / size;
  return `${String(amount)} ${name}${amount === 1 ? "" : "s"}`;
}
