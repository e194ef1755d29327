import { assertPath, type Path } from "../../recorder/path.ts";

/** A value from a time on. */
export interface PathStep {
  /** Seconds since the path's start. */
  readonly at: number;
  readonly value: number;
}

/**
 * A path that stays where it is.
 *
 * @throws InvalidArgumentsError if the value is not finite
 * @example const gwei = constantPath(40);
 */
export function constantPath(value: number): Path {
  return stepPath([{ at: 0, value }]);
}

/**
 * A path of values from a time on each.
 *
 * @param steps - in order of time
 * @throws InvalidArgumentsError if there is none, or one is out of order
 * @example const gwei = stepPath([{ at: 0, value: 40 }, { at: $.time(3, "days"), value: 80 }]);
 */
export function stepPath(steps: readonly PathStep[]): Path {
  const path = { times: steps.map(({ at }) => at), values: steps.map(({ value }) => value) };
  assertPath(path);
  return path;
}
