import { InvalidArgumentsError } from "../../common/errors.ts";
import type { Random } from "../../common/random.ts";
import type { Path } from "../../recorder/path.ts";
import { assertProcess, day, isLogarithmic, type Jumps, type Process } from "./process.ts";

/** How far a path reaches. */
export interface PathSpan {
  /** Seconds, > 0. */
  readonly span: number;
  /** Seconds between values, > 0; the last step is shorter if it does not divide `span`. */
  readonly every: number;
}

/**
 * Draws a path of a process. Each step has the exact distribution of the process, so that values do not depend on how
 * fine the steps are, in distribution.
 *
 * @param process - plain data, of one's own or as {@link fitPath} found it
 * @param random - the run's stream; a stream of its own keeps paths apart: `random.stream("gas")`
 * @returns values at 0, `every`, 2·`every` … and at `span`
 * @throws InvalidArgumentsError if a parameter or time is out of range
 * @example drawPath({ kind: "reverting", start: 40, level: 40, rate: 1, volatility: 0.5 }, { span, every }, random);
 */
export function drawPath(process: Process, { span, every }: PathSpan, random: Random): Path {
  assertProcess(process);
  if (!(span > 0 && every > 0 && Number.isFinite(span))) {
    throw new InvalidArgumentsError({
      message: `A path cannot span ${span} s in steps of ${every} s.`,
      hint: 'Give seconds above 0; for example { span: $.time(20, "days"), every: $.time(4, "hours") }.',
    });
  }
  const isLog = isLogarithmic(process);
  const steps = Math.ceil(span / every);
  const times = Array.from({ length: steps + 1 }, (_, at) => Math.min(at * every, span));
  const step = stepOf(process, random);
  let state = isLog ? Math.log(process.start) : process.start;
  const values = times.map((time, at) => {
    if (at > 0) state = step(state, (time - (times[at - 1] ?? 0)) / day);
    return isLog ? Math.exp(state) : state;
  });
  return { times, values };
}

/** The state after so many days more; in the logarithm, where the process runs in it. */
function stepOf(process: Process, random: Random): (state: number, days: number) => number {
  const { volatility, jumps } = process;
  if (process.kind === "brownian") {
    const logDrift = (process.drift ?? 0) - volatility ** 2 / 2;
    return (state, days) =>
      state +
      random.normal(logDrift * days, volatility * Math.sqrt(days)) +
      jumpsOf(jumps, days, random, () => 1);
  }
  const { rate } = process;
  const level = isLogarithmic(process) ? Math.log(process.level) : process.level;
  return (state, days) => {
    const kept = Math.exp(-rate * days);
    const sd = volatility * Math.sqrt((1 - kept ** 2) / (2 * rate));
    return (
      level +
      (state - level) * kept +
      random.normal(0, sd) +
      jumpsOf(jumps, days, random, (left) => Math.exp(-rate * left))
    );
  };
}

/** What the jumps of a step add, each decayed over the days that are left after it. */
function jumpsOf(
  jumps: Jumps | undefined,
  days: number,
  random: Random,
  decay: (daysLeft: number) => number,
): number {
  if (jumps === undefined || jumps.rate === 0) return 0;
  let sum = 0;
  // The time between two jumps is exponential.
  const wait = (): number => -Math.log(1 - random.float()) / jumps.rate;
  for (let at = wait(); at < days; at += wait())
    sum += random.normal(jumps.mean, jumps.sd) * decay(days - at);
  return sum;
}
