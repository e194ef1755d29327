import { InvalidArgumentsError } from "../../common/errors.ts";
import { kindOf } from "../../common/kindOf.ts";

/** How a raw integer reads. */
export interface Scale {
  /** The integer v stands for v / 10^decimals; 0 to 77, as many digits as a uint256 has. */
  readonly decimals: number;
  /** Such as `"DAI"`; empty for a bare number. */
  readonly unit: string;
}

/** A scale as somebody gives it; by default 0 decimals and no unit. */
export interface ScaleOptions {
  /** The integer v stands for v / 10^decimals; 0 to 77. A token's own `decimals()` will do. */
  readonly decimals?: number | bigint;
  /** Such as `"DAI"`; empty for a bare number. */
  readonly unit?: string;
}

/**
 * Checks a scale.
 *
 * @throws InvalidArgumentsError if decimals is not an integer from 0 to 77, or unit no text
 */
export function toScale({ decimals: given = 0, unit = "" }: ScaleOptions, name: string): Scale {
  const decimals = typeof given === "bigint" ? Number(given) : given;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 77) {
    throw new InvalidArgumentsError({
      message: `decimals of ${JSON.stringify(name)} is ${kindOf(given)}.`,
      hint: "Give an integer from 0 to 77; 18 for most tokens.",
    });
  }
  if (typeof unit === "string") return { decimals, unit };
  throw new InvalidArgumentsError({
    message: `unit of ${JSON.stringify(name)} is ${kindOf(unit)}.`,
    hint: 'Give a text, such as "DAI".',
  });
}
