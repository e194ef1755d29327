import type { EventFragment, Interface } from "ethers";
import { argumentNames } from "../../chain/decodeRevert.ts";
import { assertOptions } from "../../common/assertOptions.ts";
import { closest } from "../../common/closest.ts";
import type { EventValue } from "../../recording/recording.ts";
import { UnknownEventError } from "../errors.ts";
import { addressOf, type ContractLike } from "./contractLike.ts";
import { decodeLog, type Log } from "./decodeLog.ts";
import { wantedValue, type WantedArgument } from "./wantedArgument.ts";

/** Options of an event trace. Arguments without a name are called `arg0`, `arg1` … by their place. */
export interface EventTraceOptions {
  /** Name in the recording and on the chart. Default: the event's name. */
  readonly name?: string;
  /**
   * The argument that says when it happened, in unix seconds. Default: the block's timestamp, which also stands in for
   * what is no time: 0, as contracts have it for "never", less, or later than the year 9999.
   */
  readonly timeFrom?: string;
  /**
   * Keeps only the logs whose arguments are these: `{ _keeper: alice, _amount: 5 }`. Contracts and signers stand for
   * their addresses.
   */
  readonly where?: Readonly<Record<string, WantedArgument>>;
  /** The argument by which events are told apart: each of its values has a row of its own on charts. */
  readonly groupBy?: string;
}

const optionNames: Readonly<Record<keyof EventTraceOptions, true>> = {
  name: true,
  timeFrom: true,
  where: true,
  groupBy: true,
};

/** What a trace makes of a log. */
export interface DecodedLog {
  readonly args: Readonly<Record<string, EventValue>>;
  /** Unix seconds that an argument names. */
  readonly time: number | undefined;
  /** Value of the argument that the trace groups by, as text. */
  readonly group: string | undefined;
  /** Why the log is not what its ABI says, in which case `args` holds it as it is. */
  readonly undecoded: string | undefined;
}

/** An event whose logs are kept. */
export interface EventTrace {
  readonly name: string;
  readonly address: string;
  readonly topic: string;
  /** The event's ABI entry, as JSON. */
  readonly abi: string;
  /** The argument that says when it happened; absent for the block's timestamp. */
  readonly timeFrom?: string;
  /** What arguments must be for a log to be kept, as recordings hold them; absent if every log is. */
  readonly where?: Readonly<Record<string, string | bigint | boolean>>;
  /** The argument that events are grouped by; absent if they are not. */
  readonly groupBy?: string;
  /** Decodes a log; never throws. @returns `undefined` for a log that is not wanted */
  decode(log: Log): DecodedLog | undefined;
}

/** The last second of the year 9999: what ISO 8601 writes with four digits, and spreadsheets read as a date. */
const lastTime = 253_402_300_799n;

/**
 * Describes an event to be traced; everything that can be wrong with it is found here, before anything runs.
 *
 * @param event - name, or signature where the name is overloaded
 * @throws UnknownEventError if the contract has no such event, several, or only an anonymous one; or if `timeFrom`,
 *   `where` or `groupBy` name no argument that they can take
 * @throws InvalidArgumentsError if an argument can never be what `where` wants
 */
export function createEventTrace(
  contract: ContractLike,
  event: string,
  options: EventTraceOptions = {},
): EventTrace {
  assertOptions(options, "$.addEventTrace", optionNames);
  const abi = contract.interface;
  const fragment = findEvent(abi, event);
  const names = argumentNames(fragment.inputs);
  const { timeFrom, groupBy } = options;
  if (timeFrom !== undefined) assertArgument(fragment, timeFrom, "to take its time from", /^u?int\d*$/);
  if (groupBy !== undefined) assertArgument(fragment, groupBy, "to group by", single);
  const wanted = Object.entries(options.where ?? {}).map(([name, given]) => {
    assertArgument(fragment, name, "to choose by", single);
    const input = fragment.inputs[names.indexOf(name)];
    return [name, input === undefined ? "" : wantedValue(fragment, input, given)] as const;
  });
  return {
    name: options.name ?? fragment.name,
    address: addressOf(contract),
    topic: fragment.topicHash,
    abi: fragment.format("json"),
    ...(timeFrom === undefined ? {} : { timeFrom }),
    ...(wanted.length === 0 ? {} : { where: Object.fromEntries(wanted) }),
    ...(groupBy === undefined ? {} : { groupBy }),
    decode: (log) => {
      const { known, problem } = decodeLog(abi, fragment, names, log);
      // What of a damaged log cannot be read might be what is wanted: it is kept.
      if (wanted.some(([name, value]) => known.has(name) && known.get(name) !== value)) return undefined;
      const group = groupBy === undefined ? undefined : known.get(groupBy);
      return {
        args: problem === undefined ? Object.fromEntries(known) : { topics: [...log.topics], data: log.data },
        time: timeFrom === undefined ? undefined : timeOf(known.get(timeFrom)),
        group: typeof group === "object" ? undefined : group?.toString(),
        undecoded: problem,
      };
    },
  };
}

/** Unix seconds; `undefined` for what is no time. */
function timeOf(value: EventValue | undefined): number | undefined {
  return typeof value === "bigint" && value > 0n && value <= lastTime ? Number(value) : undefined;
}

function findEvent(abi: Interface, event: string): EventFragment {
  const events: EventFragment[] = [];
  abi.forEachEvent((fragment) => {
    events.push(fragment);
  });
  const matches = events.filter(
    (fragment) => fragment.name === event || fragment.format("sighash") === event,
  );
  const [match] = matches;
  if (match !== undefined && matches.length === 1) {
    if (!match.anonymous) return match;
    throw new UnknownEventError({
      message: `The event ${JSON.stringify(event)} is anonymous.`,
      hint: "Its logs carry no signature, so that they cannot be told from others: trace a view instead.",
    });
  }
  if (matches.length > 1) {
    throw new UnknownEventError({
      message: `${JSON.stringify(event)} is overloaded: ${matches.length} events have that name.`,
      hint: `Give the signature: ${matches.map((fragment) => JSON.stringify(fragment.format("sighash"))).join(" or ")}.`,
    });
  }
  const known = events.map(({ name }) => name);
  throw new UnknownEventError({
    message: `The contract has no event ${JSON.stringify(event)}.`,
    hint:
      known.length === 0
        ? "Its ABI declares no events at all: is it the right ABI?"
        : `Did you mean ${closest(event, known).join(", ")}?`,
  });
}

/** Types of which a value is neither a list nor a struct. */
const single = /^(?:address|bool|string|bytes\d*|u?int\d*)$/;

function assertArgument(fragment: EventFragment, name: string, purpose: string, types: RegExp): void {
  const names = argumentNames(fragment.inputs);
  const input = fragment.inputs[names.indexOf(name)];
  if (input !== undefined && types.test(input.type)) return;
  const kind = types === single ? "single" : "integer";
  throw new UnknownEventError({
    message: `${fragment.name} has no ${kind} argument ${JSON.stringify(name)} ${purpose}.`,
    hint: `Its arguments: ${fragment.inputs.map(({ type }, index) => `${type} ${names[index] ?? ""}`).join(", ") || "none"}.`,
  });
}
