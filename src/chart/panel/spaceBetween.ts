import type { DrawnSeries } from "./drawnSeries.ts";

type Line = Pick<DrawnSeries, "times" | "values" | "interpolate">;

/** Two lines at the instants of both, in units; both are `null` where either has no value. */
export interface SpaceBetween {
  /** Unix seconds, increasing. */
  readonly times: readonly number[];
  readonly tops: readonly (number | null)[];
  readonly bases: readonly (number | null)[];
}

/** Reads two lines off at every instant at which either was sampled, as they are drawn between samples. */
export function spaceBetween(one: Line, other: Line): SpaceBetween {
  const times = [...new Set([...one.times, ...other.times])].sort((a, b) => a - b);
  const [tops, bases] = [readOff(one, times), readOff(other, times)];
  const whole = times.map((_, at) => tops[at] !== null && bases[at] !== null);
  return {
    times,
    tops: tops.map((value, at) => (whole[at] === true ? value : null)),
    bases: bases.map((value, at) => (whole[at] === true ? value : null)),
  };
}

function readOff({ times, values, interpolate }: Line, instants: readonly number[]): (number | null)[] {
  let next = 0;
  return instants.map((instant) => {
    while (next < times.length && (times[next] ?? 0) < instant) next += 1;
    const [time, value] = [times[next], values[next] ?? null];
    if (time === undefined) return null;
    if (time === instant) return value;
    const [before, start] = [times[next - 1], values[next - 1] ?? null];
    if (before === undefined || start === null || value === null) return null;
    return interpolate === "step-after"
      ? start
      : start + ((value - start) * (instant - before)) / (time - before);
  });
}
