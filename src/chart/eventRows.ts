import type { EventValue, RecordedEvent } from "../recording/recording.ts";

/** The events that share a row of the band: same name, same kind. */
export interface EventRow {
  readonly name: string;
  /** Whether something went wrong: an action that failed, or an invariant that did not hold. */
  readonly failure: boolean;
  readonly events: readonly RecordedEvent[];
}

/**
 * Sorts events into rows: failures first, next to the lines that they explain, then by first
 * occurrence.
 *
 * @param names - which events, in which order; every name gets a row even if it never occurred
 */
export function eventRows(events: readonly RecordedEvent[], names?: readonly string[]): EventRow[] {
  const wanted = names ?? [...new Set(events.map((event) => event.name))];
  const rows = wanted.flatMap((name): EventRow[] => {
    const named = events.filter((event) => event.name === name);
    const failures = named.filter((event) => event.kind !== "log");
    const logs = named.filter((event) => event.kind === "log");
    return [
      ...(failures.length > 0 ? [{ name, failure: true, events: failures }] : []),
      ...(logs.length > 0 || failures.length === 0 ? [{ name, failure: false, events: logs }] : []),
    ];
  });
  return names === undefined ? rows.sort((a, b) => Number(b.failure) - Number(a.failure)) : rows;
}

/** Writes an argument for a tooltip: integers exactly, structs and arrays as JSON. */
export function formatArgument(value: EventValue): string {
  if (typeof value === "object") {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
  }
  return String(value);
}
