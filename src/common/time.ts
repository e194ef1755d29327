import { InvalidTimeError } from "./errors.ts";

const secondsPerUnit = {
  seconds: 1,
  minutes: 60,
  hours: 3_600,
  days: 86_400,
  weeks: 604_800,
} as const;

/** A unit of time: `"hours"`, or `"hour"` where that reads better. */
export type TimeUnit = keyof typeof secondsPerUnit extends infer Plural extends string
  ? Plural | Singular<Plural>
  : never;

type Singular<Plural extends string> = Plural extends `${infer Stem}s` ? Stem : never;

/**
 * Converts an amount of time to whole seconds.
 *
 * @param amount - how many units, >= 0; a fraction is fine if it comes out at whole seconds
 * @param unit - seconds, minutes, hours, days or weeks (singular allowed)
 * @returns seconds, an integer
 * @throws InvalidTimeError if the unit is unknown, or the result is negative or not a whole number
 * @example time(4, "hours"); // 14400
 */
export function time(amount: number | bigint, unit: TimeUnit): number {
  const plural = unit.endsWith("s") ? unit : `${unit}s`;
  const factor = Object.hasOwn(secondsPerUnit, plural)
    ? secondsPerUnit[plural as keyof typeof secondsPerUnit]
    : undefined;
  if (factor === undefined) {
    throw new InvalidTimeError({
      message: `Unknown unit of time ${JSON.stringify(unit)}.`,
      hint: `Use one of ${Object.keys(secondsPerUnit).join(", ")}.`,
    });
  }
  const seconds = roundAwayFloatNoise(Number(amount) * factor);
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new InvalidTimeError({
      message: `${String(amount)} ${unit} is ${String(seconds)} seconds, not a whole number of seconds >= 0.`,
      hint: "Block timestamps are whole seconds: choose an amount that comes out even.",
    });
  }
  return seconds;
}

/** 0.1 days is 8640.000000000001 in binary floating point and 8640 to everybody else. */
function roundAwayFloatNoise(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < 1e-6 ? nearest : value;
}
