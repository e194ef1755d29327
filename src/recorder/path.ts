import { InvalidArgumentsError } from "../common/errors.ts";

/**
 * A quantity over time that comes from outside of the chain, such as a base fee or a price, as plain data. It holds each
 * value until the time of the next, the first one before that too, and the last one for ever.
 */
export interface Path {
  /** Seconds since the path's start, in strictly rising order; at least one. */
  readonly times: readonly number[];
  /** One for each time, in whatever unit is wanted. */
  readonly values: readonly number[];
}

/** The value of a path, seconds after its start. */
export function valueAt({ times, values }: Path, seconds: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) <= seconds) low = middle + 1;
    else high = middle;
  }
  return values[Math.max(0, low - 1)] ?? Number.NaN;
}

/**
 * Checks that a path can be followed.
 *
 * @throws InvalidArgumentsError naming the first time or value that is out of place
 */
export function assertPath({ times, values }: Path): void {
  const refuse = (what: string, hint: string): never => {
    throw new InvalidArgumentsError({ message: `The path ${what}.`, hint });
  };
  if (times.length === 0) refuse("has no value", "Give at least one time and its value.");
  if (times.length !== values.length)
    refuse(`has ${times.length} times and ${values.length} values`, "Give a value for each time.");
  times.forEach((time, at) => {
    const before = times[at - 1] ?? -Infinity;
    if (!Number.isFinite(time) || time <= before)
      refuse(`has the time ${time} at place ${at}`, "Give seconds in rising order, no two alike.");
    const value = values[at];
    if (!Number.isFinite(value))
      refuse(`has the value ${String(value)} at ${time} s`, "Give finite numbers.");
  });
}
