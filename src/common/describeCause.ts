/**
 * What something that was thrown says, in one line. Test libraries and nodes write messages of many lines, which
 * belong into the cause.
 */
export function describeCause(cause: unknown): string {
  const text = cause instanceof Error ? cause.message || cause.name : String(cause);
  const [line = ""] = text.trim().split("\n");
  return line.length <= 500 ? line : `${line.slice(0, 500)}…`;
}
