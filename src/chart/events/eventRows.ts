import { UnknownMarkerError } from "../errors.ts";
import type { EventValue, RecordedEvent, Recording } from "../../recording/recording.ts";
import { closest } from "../../common/closest.ts";
import { tooltipText } from "../panel/tooltipFields.ts";
import type { ChartOptions } from "../chartOptions.ts";

/** An event as a chart marks it, with what may be noted beside what every event has. */
export interface MarkedEvent extends RecordedEvent {
  /** Whether it ended the run: a rule through the plots marks it. A violation does unless this is `false`. */
  readonly stops?: boolean;
}

/** The events that share a row of the band: same name and group, or failures of one action for one reason. */
export interface EventRow {
  /** What the row is called: name and group, or action and reason. */
  readonly name: string;
  /** Whether something went wrong: an action that failed, or an invariant that did not hold. */
  readonly failure: boolean;
  readonly events: readonly MarkedEvent[];
  /** Whether its markers are hollow, as those of another recording are. */
  readonly hollow?: boolean;
  /** Which of two recordings it is of; the name ends with it, and where there is little room keeps that end. */
  readonly side?: string;
  /** Name of the row whose shape its markers have, if it is not its own. */
  readonly shapeOf?: string;
}

/**
 * Sorts events into rows: failures first, next to the lines that they explain, then by first occurrence. Failures
 * have a row for each action and reason, grouped events one for each group.
 *
 * @param choice - which events, in which order: every name gets a row even if it never occurred
 * @throws UnknownMarkerError if a name is neither that of an event nor that of an event trace
 */
export function eventRows(
  recording: Pick<Recording, "eventTraces"> & { readonly events: readonly MarkedEvent[] },
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
    const failed = ({ kind }: MarkedEvent): boolean => kind === "failure" || kind === "violation";
    const rest = named.filter((event) => !failed(event));
    return [
      ...rowsBy(named.filter(failed), failureName, true),
      ...(rest.length > 0 ? rowsBy(rest, groupName, false) : []),
      ...(named.length === 0 ? [{ name, failure: false, events: [] }] : []),
    ];
  });
  return choice === true ? rows.sort((a, b) => Number(b.failure) - Number(a.failure)) : rows;
}

function rowsBy(
  events: readonly MarkedEvent[],
  nameOf: (event: MarkedEvent) => string,
  failure: boolean,
): EventRow[] {
  const keyOf = (event: MarkedEvent): string => `${nameOf(event)}\0${event.group ?? ""}`;
  return [...new Set(events.map(keyOf))].map((key) => {
    const members = events.filter((event) => keyOf(event) === key);
    const name = members[0] === undefined ? "" : nameOf(members[0]);
    const shapeOf = members[0]?.name ?? name;
    return { name, failure, events: members, ...(shapeOf !== name && { shapeOf }) };
  });
}

/** Which action failed, and why. */
function failureName({ name, args }: MarkedEvent): string {
  const { action } = args;
  return typeof action === "string" && action !== "" && action !== name ? `${action}: ${name}` : name;
}

function groupName({ name, group }: MarkedEvent): string {
  return group === undefined || group === "" ? name : `${name} · ${shortened(group)}`;
}

/** A long hex string by its ends, as wallets show an address. */
function shortened(text: string): string {
  return text.replace(/^0x([0-9a-f]{4})[0-9a-f]{8,}([0-9a-f]{4})$/i, "0x$1…$2");
}

/** Names of the events by instant, unix seconds, each with how often it occurred then. */
export function eventTexts(rows: readonly EventRow[]): ReadonlyMap<number, string> {
  const counts = new Map<number, Map<string, number>>();
  for (const { name, events } of rows) {
    for (const { time } of events) {
      const names = counts.get(time) ?? new Map<string, number>();
      counts.set(time, names.set(name, (names.get(name) ?? 0) + 1));
    }
  }
  const text = (names: ReadonlyMap<string, number>): string =>
    tooltipText(
      [...names].map(([name, count]) => (count === 1 ? name : `${name} ×${String(count)}`)).join(", "),
    );
  return new Map([...counts].map(([time, names]) => [time, text(names)]));
}

/** Writes an argument for a tooltip: integers exactly, structs and arrays as JSON. */
export function formatArgument(value: EventValue): string {
  if (typeof value === "object") {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
  }
  return String(value);
}
