import { UnknownMarkerError } from "../errors.ts";
import type { EventValue, RecordedEvent, Recording } from "../../recording/recording.ts";
import { closest } from "../../common/closest.ts";
import type { ChartOptions } from "../chartOptions.ts";

/** The events that share a row of the band: same name, same kind. */
export interface EventRow {
  readonly name: string;
  /** Whether something went wrong: an action that failed, or an invariant that did not hold. */
  readonly failure: boolean;
  readonly events: readonly RecordedEvent[];
  /** Whether its markers are hollow, as those of another recording are. */
  readonly hollow?: boolean;
  /** Which of two recordings it is of; the name ends with it, and where there is little room keeps that end. */
  readonly side?: string;
  /** Name of the row whose shape its markers have, if it is not its own. */
  readonly shapeOf?: string;
}

/**
 * Sorts events into rows: failures first, next to the lines that they explain, then by first
 * occurrence.
 *
 * @param choice - which events, in which order: every name gets a row even if it never occurred
 * @throws UnknownMarkerError if a name is neither that of an event nor that of an event trace
 */
export function eventRows(
  recording: Pick<Recording, "events" | "eventTraces">,
  choice: ChartOptions["events"] = true,
): EventRow[] {
  if (choice === false) return [];
  const { events, eventTraces = [] } = recording;
  const occurred = [...new Set(events.map((event) => event.name))];
  const wanted = choice === true ? occurred : choice;
  const unknown = wanted.find((name) => !occurred.includes(name) && !eventTraces.includes(name));
  if (unknown !== undefined) {
    throw new UnknownMarkerError(unknown, closest(unknown, [...occurred, ...eventTraces]));
  }
  const rows = wanted.flatMap((name): EventRow[] => {
    const named = events.filter((event) => event.name === name);
    const failures = named.filter((event) => event.kind !== "log");
    const logs = named.filter((event) => event.kind === "log");
    return [
      ...(failures.length > 0 ? [{ name, failure: true, events: failures }] : []),
      ...(logs.length > 0 || failures.length === 0 ? [{ name, failure: false, events: logs }] : []),
    ];
  });
  return choice === true ? rows.sort((a, b) => Number(b.failure) - Number(a.failure)) : rows;
}

/** Writes an argument for a tooltip: integers exactly, structs and arrays as JSON. */
export function formatArgument(value: EventValue): string {
  if (typeof value === "object") {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
  }
  return String(value);
}
