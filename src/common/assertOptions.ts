import { closest } from "./closest.ts";
import { InvalidArgumentsError } from "./errors.ts";
import { kindOf } from "./kindOf.ts";

/**
 * Refuses options that nothing would be done with: it would look as if it had been done.
 *
 * @param given - options; those that are `undefined` count as absent
 * @param of - whose options they are, for the message: `$.addViewTrace`
 * @param known - an object with the names of all options
 * @throws InvalidArgumentsError if there is no such option; it names the likeliest
 */
export function assertOptions(given: unknown, of: string, known: Readonly<Record<string, true>>): void {
  const names = Object.keys(known);
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new InvalidArgumentsError({
      message: `The options of ${of} are an object, not ${kindOf(given)}.`,
      hint: `Give { ${names.join(", ")} }, or leave them out.`,
    });
  }
  const unknown = Object.entries(given).find(([name, value]) => value !== undefined && !names.includes(name));
  if (unknown === undefined) return;
  throw new InvalidArgumentsError({
    message: `${of} has no option ${JSON.stringify(unknown[0])}.`,
    hint: `Did you mean ${closest(unknown[0], names)[0] ?? "another"}? There are ${names.join(", ")}.`,
  });
}
