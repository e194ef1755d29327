import type { EventValue, RecordedEvent, Recording } from "../recording.ts";
import type { EventDifference } from "./differences.ts";

type Events = Pick<Recording, "events" | "rows">;

/** Compares the events of two recordings, by kind and name, in their order, at their times since the start. */
export function compareEvents(base: Events, head: Events): EventDifference[] {
  const keyOf = ({ kind, name }: RecordedEvent): string => JSON.stringify([kind, name]);
  const keys = new Set([...base.events, ...head.events].map(keyOf));
  return [...keys].flatMap((key): EventDifference[] => {
    const [before, after] = [base, head].map(({ events }) => events.filter((event) => keyOf(event) === key));
    const sample = before?.[0] ?? after?.[0];
    if (before === undefined || after === undefined || sample === undefined) return [];
    const parting = partingOf(before, after, startOf(base), startOf(head));
    return [
      {
        kind: sample.kind,
        name: sample.name,
        base: before.length,
        head: after.length,
        ...(parting === undefined ? {} : { parting }),
      },
    ];
  });
}

/** What a reader wants to know first: that there are more or fewer, else that they come at other times. */
function partingOf(
  before: readonly RecordedEvent[],
  after: readonly RecordedEvent[],
  startBefore: number,
  startAfter: number,
): EventDifference["parting"] {
  const longer = before.length > after.length ? before : after;
  const differsIn = (by: "time" | "arguments"): number =>
    longer.findIndex((_, index) => {
      const [one, other] = [before[index], after[index]];
      if (one === undefined || other === undefined) return true;
      if (by === "time") return one.time - startBefore !== other.time - startAfter;
      return textOf(one.args) !== textOf(other.args);
    });
  // On the head's clock: the earlier of the two.
  const timeAt = (index: number): number => {
    const sinceStart = [before[index], after[index]].map((event, side) =>
      event === undefined ? Infinity : event.time - (side === 0 ? startBefore : startAfter),
    );
    return startAfter + Math.min(...sinceStart);
  };
  const moved = differsIn("time");
  if (before.length !== after.length) return { by: "number", time: timeAt(moved) };
  if (moved >= 0) return { by: "time", time: timeAt(moved) };
  const changed = differsIn("arguments");
  return changed < 0 ? undefined : { by: "arguments", time: timeAt(changed) };
}

function startOf({ rows }: Pick<Recording, "rows">): number {
  return rows[0]?.time ?? 0;
}

/** The same text for the same arguments, whatever their order; an integer is not a text of its digits. */
function textOf(value: EventValue): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(textOf).join()}]`;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, part]) => `${JSON.stringify(name)}:${textOf(part)}`).join()}}`;
}

function isList(value: EventValue): value is readonly EventValue[] {
  return Array.isArray(value);
}
