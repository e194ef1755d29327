import { InvalidArgumentsError } from "../common/errors.ts";
import { kindOf } from "../common/kindOf.ts";
import type { Recording } from "./recording.ts";

/**
 * Checks that something is a recording, before it is drawn, compared or written.
 *
 * @param what - which one, for the message: `The second recording`
 * @throws InvalidArgumentsError
 */
export function assertRecording(given: unknown, what: string): asserts given is Recording {
  const { rows, series, events } = { ...(given as Partial<Recording> | null | undefined) };
  if ([rows, series, events].every((list) => Array.isArray(list))) return;
  throw new InvalidArgumentsError({
    message: `${what} is ${given instanceof Object && !Array.isArray(given) ? "no recording" : kindOf(given)}.`,
    hint: "Give $.recording, kept before $.resetRecording() took it away, or recordingFromJson(text).",
  });
}
