import { type EventFragment, type Interface, getAddress } from "ethers";
import { toEventValue } from "../../chain/decodeRevert.ts";
import { UnknownEventError } from "../errors.ts";
import type { EventValue } from "../../recording/recording.ts";
import { closest } from "../../common/closest.ts";
import { type ContractLike, addressOf } from "./contractLike.ts";

/** Options of an event trace. */
export interface EventTraceOptions {
  /** Name in the recording and on the chart. Default: the event's name. */
  readonly name?: string;
  /** The argument that says when it happened, in unix seconds. Default: the block's timestamp. */
  readonly timeFrom?: string;
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
  /** Log -> arguments, and the time that one of them names. */
  decode(log: { topics: readonly string[]; data: string }): {
    readonly args: Readonly<Record<string, EventValue>>;
    readonly time: number | undefined;
  };
}

/**
 * Describes an event to be traced.
 *
 * @param event - name, or signature where the name is overloaded
 * @throws UnknownEventError if the contract has no such event, several, or only an anonymous one; or if
 *   `timeFrom` names no integer argument
 */
export function createEventTrace(
  contract: ContractLike,
  event: string,
  options: EventTraceOptions = {},
): EventTrace {
  const abi = contract.interface;
  const fragment = findEvent(abi, event);
  const { timeFrom } = options;
  if (timeFrom !== undefined) assertTimeArgument(fragment, timeFrom);
  return {
    name: options.name ?? fragment.name,
    address: getAddress(addressOf(contract)),
    topic: fragment.topicHash,
    abi: fragment.format("json"),
    ...(timeFrom === undefined ? {} : { timeFrom }),
    decode: (log) => {
      const values = abi.decodeEventLog(fragment, log.data, log.topics);
      const args = Object.fromEntries(
        fragment.inputs.map((input, index) => [
          input.name || `arg${index}`,
          toEventValue(values[index], input),
        ]),
      );
      const time = timeFrom === undefined ? undefined : Number(args[timeFrom]);
      return { args, time };
    },
  };
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

function assertTimeArgument(fragment: EventFragment, name: string): void {
  const input = fragment.inputs.find((candidate) => candidate.name === name);
  const isTime = input !== undefined && /^u?int/.test(input.baseType);
  if (isTime) return;
  throw new UnknownEventError({
    message: `${fragment.name} has no integer argument ${JSON.stringify(name)} to take its time from.`,
    hint: `Its arguments: ${fragment.inputs.map((candidate) => `${candidate.type} ${candidate.name}`).join(", ") || "none"}.`,
  });
}
