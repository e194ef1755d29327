import { InvalidArgumentsError } from "../../common/errors.ts";

/** Jumps that come on top of a process, at random times and of random heights. */
export interface Jumps {
  /** How many a day on average, >= 0. */
  readonly rate: number;
  /** Mean height: of the logarithm, unless the process runs on a linear scale. 0.7 doubles a value. */
  readonly mean: number;
  /** Standard deviation of the height, >= 0. */
  readonly sd: number;
}

/**
 * Geometric Brownian motion, for prices: changes in percent that nothing pulls back. After t days the value's mean is
 * start · exp(drift · t), and its logarithm has the variance volatility² · t, without jumps.
 *
 * With jumps it is Merton's jump diffusion.
 */
export interface BrownianProcess {
  readonly kind: "brownian";
  /** The first value, > 0. */
  readonly start: number;
  /** Growth of the mean a day, as a part of the value; jumps come besides. Default: 0. */
  readonly drift?: number;
  /** Standard deviation of the logarithm after a day. */
  readonly volatility: number;
  readonly jumps?: Jumps;
}

/**
 * Mean reversion (Ornstein and Uhlenbeck), for fees: whatever happens, the value returns to a level. After t days the
 * distance to the level has shrunk to exp(-rate · t) of what it was, and the variance is
 * volatility² · (1 - exp(-2 · rate · t)) / (2 · rate), without jumps.
 *
 * With jumps each of them decays at the same rate.
 */
export interface RevertingProcess {
  readonly kind: "reverting";
  readonly start: number;
  /** Where it returns to. */
  readonly level: number;
  /** How fast, a day, > 0; half of a distance is gone after 0.693 / rate days. */
  readonly rate: number;
  /** Standard deviation of what a day adds: in the value's unit, or of its logarithm. */
  readonly volatility: number;
  /** `"log"`: the logarithm reverts, so that the value stays above 0. Default: `"log"`. */
  readonly scale?: "linear" | "log";
  readonly jumps?: Jumps;
}

/** How a path comes about, as plain data. */
export type Process = BrownianProcess | RevertingProcess;

/** Seconds of a day: what rates and volatilities count in. */
export const day = 86_400;

/** Whether a process runs in the logarithm of its value. */
export function isLogarithmic(process: Process): boolean {
  return process.kind === "brownian" || process.scale !== "linear";
}

/** @throws InvalidArgumentsError naming the first parameter out of range */
export function assertProcess(process: Process): void {
  if (!["brownian", "reverting"].includes(process.kind)) {
    throw new InvalidArgumentsError({
      message: `There is no process of the kind ${JSON.stringify(process.kind)}.`,
      hint: 'Use "brownian" or "reverting"; either may have jumps. constantPath and stepPath need no process.',
    });
  }
  const { jumps } = process;
  const positive = isLogarithmic(process);
  check("start", process.start, positive ? "positive" : "any");
  check("volatility", process.volatility, "not negative");
  if (process.kind === "brownian") check("drift", process.drift ?? 0, "any");
  else {
    check("level", process.level, positive ? "positive" : "any");
    check("rate", process.rate, "positive");
  }
  if (jumps === undefined) return;
  check("jumps.rate", jumps.rate, "not negative");
  check("jumps.mean", jumps.mean, "any");
  check("jumps.sd", jumps.sd, "not negative");
}

function check(name: string, value: number, range: "any" | "positive" | "not negative"): void {
  const fits = range === "any" || (range === "positive" ? value > 0 : value >= 0);
  if (Number.isFinite(value) && fits) return;
  throw new InvalidArgumentsError({
    message: `A process cannot have ${name} ${String(value)}.`,
    hint: `Give a ${range === "any" ? "finite" : range} number; times are in days.`,
  });
}
