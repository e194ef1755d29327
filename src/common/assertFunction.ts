import { InvalidArgumentsError } from "./errors.ts";
import { kindOf } from "./kindOf.ts";

/**
 * Checks that something is a function. What is given in its place is often the result of having called it.
 *
 * @param what - what it is for, as a sentence without its end: `The action "work" is a function`
 * @throws InvalidArgumentsError
 */
export function assertFunction(given: unknown, what: string): void {
  if (typeof given === "function") return;
  // Whatever becomes of it, nobody waits for it any more.
  if (given instanceof Promise) given.catch(() => undefined);
  throw new InvalidArgumentsError({
    message: `${what}, not ${kindOf(given)}.`,
    hint: "Give a function that has not been called yet: () => job.work().",
  });
}
