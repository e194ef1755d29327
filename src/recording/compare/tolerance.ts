import { InvalidToleranceError } from "../errors.ts";
import { toUnits } from "../subtractSamples.ts";
import type { TraceDifference } from "./differences.ts";

/** How far two recordings may lie apart. */
export interface Tolerance {
  /** As it was written, such as `"0.01"` or `"1%"`. */
  readonly text: string;
  /** Of the base's largest absolute value in the trace, instead of in the trace's unit. */
  readonly percent: boolean;
  /** It is `digits` / 10^`decimals`. */
  readonly digits: bigint;
  readonly decimals: number;
  /** How far apart events may be, in seconds. Absent: as far as they like, unless `digits` is 0. */
  readonly seconds?: number;
}

/**
 * Reads a tolerance: a decimal number stands for that much in each trace's own unit; with `%`, for a part of the
 * largest absolute value that the base has in that trace. A part of each single value would let nothing pass where
 * the base is 0.
 *
 * @param text - `"0.01"`, `"1%"` or `"0"`
 * @throws InvalidToleranceError if it is anything else
 * @example parseTolerance("0.5%");
 */
export function parseTolerance(text: string): Tolerance {
  const [, whole, fraction = "", percent] = /^\s*(\d{1,30})(?:\.(\d{1,77}))?\s*(%?)\s*$/.exec(text) ?? [];
  if (whole === undefined) {
    throw new InvalidToleranceError({
      message: `The tolerance ${JSON.stringify(text)} is not a number or a percentage.`,
      hint: "Give --tolerance 0.01 for 0.01 in the unit of each trace, --tolerance 1% for a part of its largest value, or 0 for none.",
    });
  }
  return {
    text: text.trim(),
    percent: percent === "%",
    digits: BigInt(whole + fraction),
    decimals: fraction.length,
  };
}

/** Whether a trace lies farther apart than allowed; decided on exact integers where the values are. */
export function exceedsTolerance(
  { largest, decimals, magnitude }: Pick<TraceDifference, "largest" | "decimals" | "magnitude">,
  { percent, digits, decimals: fraction }: Tolerance,
): boolean {
  const difference = largest?.difference ?? null;
  if (difference === null) return false;
  if (typeof difference === "bigint" && typeof magnitude === "bigint") {
    const distance = (difference < 0n ? -difference : difference) * 10n ** BigInt(fraction);
    return percent ? distance * 100n > digits * magnitude : distance > digits * 10n ** BigInt(decimals);
  }
  const allowed = toUnits(digits, fraction) * (percent ? toUnits(magnitude, decimals) / 100 : 1);
  // What is no number is within no tolerance.
  return !(Math.abs(toUnits(difference, decimals)) <= allowed);
}
