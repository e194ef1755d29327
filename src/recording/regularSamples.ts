import type { Recording } from "./recording.ts";

/**
 * A recording without the samples that lie off the regular grid: what two recordings are compared by, as boundaries and
 * jumps need not come at the same steps in both.
 *
 * @returns the same recording, if all of its samples are regular
 */
export function regularSamples(recording: Recording): Recording {
  const added = new Set(recording.rows.flatMap(({ time, boundary }) => (boundary === true ? [time] : [])));
  if (added.size === 0) return recording;
  return {
    ...recording,
    rows: recording.rows.filter(({ boundary }) => boundary !== true),
    series: recording.series.map((one) => ({
      ...one,
      times: one.times.filter((time) => !added.has(time)),
      values: one.values.filter((_, index) => !added.has(one.times[index] ?? 0)),
    })),
  };
}
