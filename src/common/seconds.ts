import { InvalidTimeError } from "./errors.ts";
import { isoTime } from "./formatTime.ts";
import { kindOf } from "./kindOf.ts";

/** The last second of the year 9999. Milliseconds since 1970 are more, for any date after 1978. */
export const lastTime = 253_402_300_799;

/** Nobody simulates more than a hundred years at a time: what is longer was meant to be milliseconds. */
const longestSpan = 100 * 31_557_600;

const inSeconds =
  "Times here are seconds, not milliseconds: divide by 1000, as in Math.floor(Date.now() / 1000).";

/**
 * Checks a span, a step or a period.
 *
 * @param given - whole seconds from 1 to a hundred years, as a number or a bigint
 * @param what - the parameter's name, for the message
 * @returns seconds
 * @throws InvalidTimeError
 */
export function toSeconds(given: number | bigint, what: string): number {
  const seconds = toInteger(given);
  if (seconds === undefined || seconds < 1) {
    throw new InvalidTimeError({
      message: `${what} is ${isNumeric(given) ? `${given} seconds` : kindOf(given)}.`,
      hint: 'Give a whole number of seconds, at least 1; for example $.time(4, "hours").',
    });
  }
  if (seconds <= longestSpan) return seconds;
  throw new InvalidTimeError({
    message: `${what} is ${seconds} seconds: more than a hundred years.`,
    hint: inSeconds,
  });
}

/**
 * Checks a time to which a chain is to go.
 *
 * @param given - unix seconds, as a number or a bigint
 * @param what - the parameter's name, for the message
 * @param latest - unix seconds of the latest block
 * @returns unix seconds
 * @throws InvalidTimeError if it is no whole number, or more than a hundred years away
 */
export function toTimestamp(given: number | bigint, what: string, latest: number): number {
  const seconds = toInteger(given);
  if (seconds === undefined) {
    throw new InvalidTimeError({
      message: `${what} is ${typeof given === "number" ? isoTime(given) : kindOf(given)}, no time of a block.`,
      hint: "Give unix seconds: times of blocks are whole seconds.",
    });
  }
  if (seconds - latest <= longestSpan) return seconds;
  throw new InvalidTimeError({
    message: `${what} is ${seconds}, more than a hundred years after the latest block at ${isoTime(latest)}.`,
    hint: inSeconds,
  });
}

/**
 * Checks when a chain starts.
 *
 * @param given - unix seconds, as a number or a bigint
 * @throws InvalidTimeError if it is no whole number above 0, or later than the year 9999
 */
export function toStartTime(given: number | bigint, what: string): number {
  const seconds = toInteger(given);
  if (seconds !== undefined && seconds > 0 && seconds <= lastTime) return seconds;
  throw new InvalidTimeError({
    message: `${what} is ${isNumeric(given) ? String(given) : kindOf(given)}, no time of a first block.`,
    hint: seconds === undefined || seconds < 1 ? "Give unix seconds, a whole number above 0." : inSeconds,
  });
}

function isNumeric(given: unknown): given is number | bigint {
  return typeof given === "number" || typeof given === "bigint";
}

function toInteger(given: unknown): number | undefined {
  const number = isNumeric(given) ? Number(given) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}
