import type { EventValue, RecordedEvent, Recording } from "../recording.ts";
import type { EventDifference } from "./differences.ts";
import { pairByTime } from "./pairByTime.ts";
import type { Moment, ReferenceOptions } from "./reference.ts";

type Events = Pick<Recording, "events" | "eventTraces" | "rows">;

/**
 * Compares the events of two recordings, by kind and name, in their order, at their times since the start.
 *
 * A reference says which events it watched: only these count, and each belongs to the one that is nearest in time.
 */
export function compareEvents(base: Events, head: Events, reference?: ReferenceOptions): EventDifference[] {
  const all = reference === undefined ? [...base.events, ...head.events] : watchedEvents(base);
  const keys = new Map(all.map(({ kind, name }) => [JSON.stringify([kind, name]), { kind, name }]));
  return [...keys.values()].map((key): EventDifference => {
    const isOne = ({ kind, name }: RecordedEvent): boolean => kind === key.kind && name === key.name;
    const [before, after] = [base.events.filter(isOne), head.events.filter(isOne)];
    const numbers = { ...key, base: before.length, head: after.length };
    if (reference !== undefined) return { ...numbers, ...partingInTime(before, after) };
    const parting = partingOf(before, after, startOf(base), startOf(head));
    return { ...numbers, ...(parting === undefined ? {} : { parting }) };
  });
}

/** Names of the events that a reference watched, and the other recording did not. */
export function unwatchedEvents(base: Events, { eventTraces }: Events): string[] {
  if (eventTraces === undefined) return [];
  const watched = watchedEvents(base).filter(
    ({ kind, name }) => kind === "log" && !eventTraces.includes(name),
  );
  return [...new Set(watched.map(({ name }) => name))];
}

/** Those that were traced, and did not happen, too. */
function watchedEvents({ events, eventTraces = [] }: Events): Pick<RecordedEvent, "kind" | "name">[] {
  const traced = eventTraces.map((name) => ({ kind: "log", name }) as const);
  return [...traced, ...events.filter(({ kind, name }) => kind !== "log" || !eventTraces.includes(name))];
}

/** Where events part that belong together if they are nearest in time. */
function partingInTime(
  before: readonly RecordedEvent[],
  after: readonly RecordedEvent[],
): Pick<EventDifference, "parting" | "apart"> {
  const [base, head] = [before, after].map((events) => events.map(({ time }) => time));
  const { pairs, onlyBase, onlyHead } = pairByTime(base ?? [], head ?? []);
  const distance = ([one, other]: Moment): number => Math.abs(other - one);
  const [farthest] = pairs.toSorted((a, b) => distance(b) - distance(a));
  const apart = farthest === undefined ? {} : { apart: distance(farthest) };
  const [lone] = [...onlyBase, ...onlyHead];
  if (lone !== undefined) return { ...apart, parting: { by: "number", time: lone } };
  if (farthest === undefined || distance(farthest) === 0) return apart;
  return { ...apart, parting: { by: "time", time: farthest[0] } };
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
