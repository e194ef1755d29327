import type { Recording, Series } from "../../recording/recording.ts";
import type { EventRow } from "../events/eventRows.ts";

/** An event this share of the samples' time away from them still widens the axis; one farther off does not. */
const reach = 0.15;

/**
 * Chooses what the time axis shows: the samples, and events shortly before or after them (an event
 * can carry a time of its own).
 *
 * @returns unix seconds, first and last instant
 */
export function timeRange(
  recording: Recording,
  series: readonly Pick<Series, "times">[],
  rows: readonly EventRow[],
): [number, number] {
  const events = rows.flatMap((row) => row.events.map((event) => event.time));
  const samples = [...recording.rows.map((row) => row.time), ...series.flatMap((one) => one.times)];
  const [first, last] = extent(samples.length > 0 ? samples : events);
  const slack = (last - first) * reach;
  const near = events.filter((time) => time >= first - slack && time <= last + slack);
  return extent([first, last, ...near]);
}

/** Pixels that the axis goes on beyond its first and last instant, so that markers there are whole. */
const margin = 8;

/**
 * Goes on a little beyond both ends of a range.
 *
 * @param range - unix seconds
 * @param width - of the plot, pixels
 * @returns unix seconds, first < last
 */
export function widenRange([start, end]: readonly [number, number], width: number): [number, number] {
  // One instant has no length to draw on: show the hour around it.
  const beyond = start === end ? 1_800 : Math.ceil(((end - start) * margin) / (width - 2 * margin));
  return [start - beyond, end + beyond];
}

function extent(times: readonly number[]): [number, number] {
  let first = Infinity;
  let last = -Infinity;
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return [first, last];
}
