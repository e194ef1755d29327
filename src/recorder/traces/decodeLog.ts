import { AbiCoder, type EventFragment, type Interface, type Result } from "ethers";
import { toEventValue } from "../../chain/decodeRevert.ts";
import type { EventValue } from "../../recording/recording.ts";

/** A log as a node gives it: hex. */
export interface Log {
  readonly topics: readonly string[];
  readonly data: string;
}

/** What could be read of a log. */
export interface ReadLog {
  /** Arguments by name, in their order; all of them, if there is no problem. */
  readonly known: ReadonlyMap<string, EventValue>;
  /** What about the log is not as its ABI says. */
  readonly problem: string | undefined;
}

/**
 * Reads a log by its ABI. A contract may emit what its ABI does not say: texts that are not UTF-8, or other arguments
 * indexed than declared. Of two static arguments with their places exchanged nobody can know.
 *
 * @param names - of the arguments, no two alike
 */
export function decodeLog(
  abi: Interface,
  fragment: EventFragment,
  names: readonly string[],
  { topics, data }: Log,
): ReadLog {
  const known = new Map<string, EventValue>();
  const declared = fragment.inputs.filter(({ indexed }) => indexed === true).length;
  if (topics.length !== declared + 1) {
    const problem = `it has ${topics.length - 1} indexed argument(s), where the ABI declares ${declared}`;
    return { known, problem };
  }
  let values: Result;
  try {
    values = abi.decodeEventLog(fragment, data, topics);
  } catch {
    return { known, problem: "its data does not hold what the ABI declares" };
  }
  let problem: string | undefined;
  fragment.inputs.forEach((input, index) => {
    const name = names[index] ?? "";
    try {
      known.set(name, toEventValue(values[index], input));
    } catch {
      problem ??= `its argument ${name} is no ${input.type}`;
    }
  });
  if (problem !== undefined || hasExpectedLength(fragment, values, data)) return { known, problem };
  return { known: new Map(), problem: "its data is not as long as what the ABI declares" };
}

/** Whether the data are as long as these values make them, but for padding that some compilers leave out. */
function hasExpectedLength(fragment: EventFragment, values: Result, data: string): boolean {
  const inData = fragment.inputs.map((_, index) => index).filter((index) => isInData(fragment, index));
  const types = inData.flatMap((index) => fragment.inputs[index] ?? []);
  const encoded = AbiCoder.defaultAbiCoder().encode(
    types,
    inData.map((index): unknown => values[index]),
  );
  return Math.ceil((data.length - 2) / 64) === (encoded.length - 2) / 64;
}

function isInData({ inputs }: EventFragment, index: number): boolean {
  return inputs[index]?.indexed !== true;
}
