import { isoTime } from "../common/formatTime.ts";
import { describeCause } from "../common/describeCause.ts";
import { InvariantViolatedError } from "./errors.ts";
import type { RecordedEvent } from "../recording/recording.ts";
import type { InvariantSample } from "./invariantSample.ts";

/**
 * What a check says of a sample: `true` or nothing if the invariant holds there, `false` or what is wrong if it
 * does not. A check that throws counts as one that found something wrong.
 */
export type InvariantVerdict = boolean | string | undefined;

/** Looks at one sample. It must not send transactions; what it reads, it reads at the sample's block. */
export type InvariantCheck = (sample: InvariantSample) => InvariantVerdict | Promise<InvariantVerdict>;

/** What happens when an invariant is violated. */
export interface InvariantOptions {
  /**
   * `"stop"` (the default): the scenario runs to its end and then fails with an InvariantViolatedError; its samples
   * are kept. `"record"`: the recording and its chart alone tell.
   */
  readonly onViolation?: "stop" | "record";
}

/** Something that is to hold at every sample of every scenario. */
export interface Invariant extends InvariantOptions {
  /** Says what holds; a violation is marked under it on charts. */
  readonly name: string;
  readonly check: InvariantCheck;
}

/** An invariant that did not hold. */
export interface Violation {
  /** As the recording keeps it: `args.message` says what was wrong. */
  readonly event: RecordedEvent;
  /** What the check threw, if it did. */
  readonly cause: unknown;
}

/**
 * Checks an invariant on one sample.
 *
 * @returns the violation, or `undefined` if the invariant holds
 */
export async function checkInvariant(
  { name, check }: Invariant,
  sample: InvariantSample,
): Promise<Violation | undefined> {
  let cause: unknown;
  let message: string;
  try {
    const verdict: unknown = await check(sample);
    if (verdict === true || verdict === undefined) return undefined;
    message = typeof verdict === "string" ? verdict : describeVerdict(verdict);
  } catch (error) {
    cause = error;
    message = `its check threw ${describeCause(error)}`;
  }
  const event: RecordedEvent = {
    kind: "violation",
    name,
    time: sample.time,
    block: sample.block,
    logIndex: -1,
    transaction: "",
    contract: "",
    args: { message },
  };
  return { event, cause };
}

/** The error that reports violations: the earliest in full, and how many more there are. */
export function invariantViolated(violations: readonly Violation[]): InvariantViolatedError | undefined {
  const [first, ...more] = violations.toSorted((a, b) => a.event.block - b.event.block);
  if (first === undefined) return undefined;
  const { name, time, block, args } = first.event;
  const others = more.map(({ event }) => JSON.stringify(event.name)).join(", ");
  const message = typeof args.message === "string" ? args.message.replaceAll(/\s*\n\s*/g, " ") : "";
  return new InvariantViolatedError({
    message: `The invariant ${JSON.stringify(name)} does not hold at ${isoTime(time)}, block ${block}: ${message}${others === "" ? "" : ` (later also ${others})`}.`,
    hint: 'All samples are kept, and $.draw() marks the moment. Add the invariant with { onViolation: "record" } to have it marked only.',
    cause: first.cause,
  });
}

function describeVerdict(verdict: unknown): string {
  return verdict === false
    ? "it does not hold"
    : `its check returned ${String(verdict)}, neither true, false nor a text`;
}
