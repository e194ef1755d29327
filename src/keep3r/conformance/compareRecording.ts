import type { Recording, Series } from "../../recording/recording.ts";
import { alignSamples, type StepOptions } from "../../recording/alignSamples.ts";
import { compareEvents, type EventComparison } from "./compareEvents.ts";
import { agreesWhenCut, differenceOf } from "../../recording/differenceOf.ts";
import { type Reference, timesOf } from "./reference.ts";

/** How far a series lies from its reference. */
export interface SeriesComparison {
  readonly name: string;
  readonly unit: string;
  /** Points of the reference that were compared. */
  readonly points: number;
  /** Points of the reference without a counterpart: no such series, no sample in that step, or no value. */
  readonly unmatched: number;
  /** Points at which the recorded value, cut to the reference's decimals, is the reference's. */
  readonly same: number;
  /** Largest distance between recorded and reference value, in units, >= 0; 0 if nothing was compared. */
  readonly largest: number;
  /** Where that is: unix seconds of the reference's sample; absent if nothing was compared. */
  readonly largestAt?: number;
  /** Mean of the distances, in units. */
  readonly mean: number;
}

/** How far a recording lies from a reference. */
export interface RecordingComparison {
  readonly series: readonly SeriesComparison[];
  readonly events: readonly EventComparison[];
  /** Largest difference between the times of two samples that were compared, in seconds. */
  readonly clock: number;
}

/**
 * Compares a recording with a reference: every point of every series of the reference, and every event.
 *
 * Values are subtracted as exact integers. Which samples belong together: see {@link alignSamples}.
 *
 * @param options - `step`: seconds between samples, in both
 * @example compareRecording($.recording, reference, { step: $.time(4, "hours") }).series[0]?.largest;
 */
export function compareRecording(
  recording: Pick<Recording, "series" | "events">,
  reference: Reference,
  options: StepOptions,
): RecordingComparison {
  const compared = reference.series.map((expected) => {
    const actual = recording.series.find(({ name }) => name === expected.name);
    return compareSeries(expected, actual, options);
  });
  return {
    series: compared.map(({ comparison }) => comparison),
    events: reference.events.map(({ name, times }) => compareEvents(name, times, timesOf(recording, name))),
    clock: Math.max(0, ...compared.map(({ clock }) => clock)),
  };
}

function compareSeries(
  expected: Series,
  actual: Series | undefined,
  options: StepOptions,
): { readonly comparison: SeriesComparison; readonly clock: number } {
  const partners = alignSamples(expected.times, actual?.times ?? [], options);
  let [points, same, sum, largest, clock] = [0, 0, 0, 0, 0];
  let largestAt: number | undefined;
  partners.forEach((partner, index) => {
    const time = expected.times[index];
    const partnerTime = partner === undefined ? undefined : actual?.times[partner];
    if (actual === undefined || partner === undefined || time === undefined || partnerTime === undefined)
      return;
    const distance = differenceOf(actual, partner, expected, index);
    if (distance === undefined) return;
    points += 1;
    same += agreesWhenCut(actual, partner, expected, index) ? 1 : 0;
    sum += distance;
    clock = Math.max(clock, Math.abs(partnerTime - time));
    if (largestAt === undefined || distance > largest) [largest, largestAt] = [distance, time];
  });
  const { name, unit } = expected;
  return {
    clock,
    comparison: {
      name,
      unit,
      points,
      unmatched: expected.times.length - points,
      same,
      largest,
      ...(largestAt === undefined ? {} : { largestAt }),
      mean: points === 0 ? 0 : sum / points,
    },
  };
}
