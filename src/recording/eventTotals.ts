import { assertOptions } from "../common/assertOptions.ts";
import { closest } from "../common/closest.ts";
import { InvalidArgumentsError } from "../common/errors.ts";
import type { EventValue, RecordedEvent, Recording } from "./recording.ts";

/** By what events are counted, and what is added up. */
export interface EventTotalsOptions {
  /** The argument by which events are told apart. Default: their groups, as the trace's `groupBy` makes them. */
  readonly by?: string;
  /** An integer argument to add up. */
  readonly sum?: string;
}

/** The events that have one value of an argument. */
export interface EventTotal {
  /** The value, as text; empty where events are not told apart. */
  readonly group: string;
  readonly count: number;
  /** Sum of the argument that was asked for, exact, in its smallest unit; 0n if none was. */
  readonly sum: bigint;
  readonly [column: string]: string | number | bigint;
}

/**
 * Counts the events of a name, and adds one of their arguments up, for each value of another. Logs that could not be
 * decoded have no arguments, and are left out.
 *
 * @param name - of an event trace, a failure or a violation
 * @returns a row for each value, in the order in which they came
 * @throws InvalidArgumentsError if nothing in the recording has that name, its events have no such argument, or what is
 *   to be added up is no integer
 * @example eventTotals($.recording, "KeeperWork", { by: "_keeper", sum: "_amount" })[0]?.sum;
 */
export function eventTotals(
  { events, eventTraces = [] }: Pick<Recording, "events" | "eventTraces">,
  name: string,
  options: EventTotalsOptions = {},
): EventTotal[] {
  assertOptions(options, "eventTotals", { by: true, sum: true } satisfies Record<
    keyof EventTotalsOptions,
    true
  >);
  const { by, sum } = options;
  const known = new Set([...eventTraces, ...events.map((event) => event.name)]);
  if (!known.has(name)) {
    throw new InvalidArgumentsError({
      message: `The recording has no event ${JSON.stringify(name)}.`,
      hint:
        known.size === 0
          ? "Trace one: $.addEventTrace(contract, event)."
          : `Did you mean ${closest(name, [...known]).join(", ")}?`,
    });
  }
  const totals = new Map<string, EventTotal>();
  for (const event of events) {
    if (event.name !== name || event.undecoded === true) continue;
    const group = by === undefined ? (event.group ?? "") : text(argumentOf(event, by));
    const { count, sum: total } = totals.get(group) ?? { count: 0, sum: 0n };
    const added = sum === undefined ? 0n : argumentOf(event, sum);
    if (typeof added !== "bigint") {
      throw new InvalidArgumentsError({
        message: `${name}'s argument ${JSON.stringify(sum)} is ${text(added)}, not an integer that could be added up.`,
        hint: `Its integers: ${namesOf(event, "bigint") || "none"}.`,
      });
    }
    totals.set(group, { group, count: count + 1, sum: total + added });
  }
  return [...totals.values()];
}

function argumentOf(event: RecordedEvent, name: string): EventValue {
  const value = Object.hasOwn(event.args, name) ? event.args[name] : undefined;
  if (value !== undefined) return value;
  throw new InvalidArgumentsError({
    message: `${event.name} has no argument ${JSON.stringify(name)}.`,
    hint: `Its arguments: ${namesOf(event) || "none"}.`,
  });
}

function namesOf({ args }: RecordedEvent, type?: string): string {
  const named = Object.entries(args).filter(([, value]) => type === undefined || typeof value === type);
  return named.map(([name]) => name).join(", ");
}

/** A struct or a list as JSON, everything else as it is. */
function text(value: EventValue): string {
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
}
