import { InvalidArgumentsError } from "../../common/errors.ts";

/** How a raw integer reads. */
export interface Scale {
  /** The integer v stands for v / 10^decimals; 0 to 77, as many digits as a uint256 has. */
  readonly decimals: number;
  /** Such as `"DAI"`; empty for a bare number. */
  readonly unit: string;
}

/**
 * Checks a scale.
 *
 * @throws InvalidArgumentsError if decimals is not an integer from 0 to 77
 */
export function assertScale(scale: Scale, name: string): Scale {
  const { decimals, unit } = scale;
  if (Number.isInteger(decimals) && decimals >= 0 && decimals <= 77) return { decimals, unit };
  throw new InvalidArgumentsError({
    message: `decimals of ${JSON.stringify(name)} is ${String(decimals)}.`,
    hint: "Give an integer from 0 to 77; 18 for most tokens.",
  });
}
