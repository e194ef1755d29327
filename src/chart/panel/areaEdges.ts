import type { Series } from "../../recording/recording.ts";
import { InvalidChartOptionError } from "../errors.ts";
import type { ScaledSamples } from "./scaledSamples.ts";

/** What an area lies between, sample by sample, in units; both are `null` in a gap. */
export interface Edges {
  readonly bases: readonly (number | null)[];
  readonly tops: readonly (number | null)[];
}

/**
 * The space between two series.
 *
 * @throws InvalidChartOptionError if they have two units, or were not sampled at the same times
 */
export function bandEdges(one: Series, to: Series, drawn: ScaledSamples, other: ScaledSamples): Edges {
  if (one.unit !== to.unit) {
    throw new InvalidChartOptionError({
      message: `A band cannot reach from ${named(one)} in ${one.unit || "no unit"} to ${named(to)} in ${to.unit || "no unit"}.`,
      hint: "Give both edges of a band one unit.",
    });
  }
  checkTimes(one, to, "a band with");
  const isWhole = (at: number): boolean =>
    (drawn.values[at] ?? null) !== null && (other.values[at] ?? null) !== null;
  return {
    bases: other.values.map((value, at) => (isWhole(at) ? value : null)),
    tops: drawn.values.map((value, at) => (isWhole(at) ? value : null)),
  };
}

/** @throws InvalidChartOptionError if two series were not sampled at the same times */
export function checkTimes(
  one: Pick<Series, "name" | "times">,
  other: Pick<Series, "name" | "times">,
  relation: string,
): void {
  if (one.times.length === other.times.length && one.times.every((time, at) => time === other.times[at]))
    return;
  throw new InvalidChartOptionError({
    message: `${named(one)} cannot be ${relation} ${named(other)}: they were not sampled at the same times.`,
    hint: "Draw it as a line, or add both traces before the recording starts.",
  });
}

function named({ name }: Pick<Series, "name">): string {
  return JSON.stringify(name);
}
