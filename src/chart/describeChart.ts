import type { Recording } from "../recording/recording.ts";
import type { DrawnReference } from "./panel/drawnReferences.ts";
import type { DrawnSeries } from "./panel/drawnSeries.ts";
import type { EventRow } from "./events/eventRows.ts";
import { formatTime } from "../common/formatTime.ts";

/** The words of a chart that its author did not choose. */
export interface ChartWords {
  readonly title: string;
  readonly subtitle: string;
  /** For readers who cannot see the chart. */
  readonly description: string;
}

/** Longest list of names that a heading holds. */
const listed = 3;

/**
 * Says in words what a chart shows.
 *
 * @param range - unix seconds of the first and last instant
 */
export function describeChart(
  recording: Recording,
  series: readonly DrawnSeries[],
  references: readonly DrawnReference[],
  rows: readonly EventRow[],
  range: readonly [number, number],
): ChartWords {
  // Minutes are enough, unless all happened within one.
  const short = range[0] !== range[1] && range[1] - range[0] < 60;
  const instant = (time: number): string =>
    short ? formatTime(time) : formatTime(time).slice(0, -":00".length);
  const [start, end] = [instant(range[0]), instant(range[1])];
  const names = series.map((one) => one.label);
  const lines = [...series, ...references].map((one) => {
    const last = one.values.findLast((value) => value !== null);
    return `${one.label}${one.unit && ` in ${one.unit}`}${last === undefined ? "" : `, last ${String(Number(last.toPrecision(6)))}`}`;
  });
  const events = rows.map((row) => `${row.name} ×${String(row.events.length)}`);
  const [reference] = references;
  const dashed = reference === undefined ? "" : ` · dashed: ${reference.origin}`;
  const { kind, origin } = recording.source.chain;
  return {
    title: names.length > 0 ? enumerate(names) : "Events",
    subtitle: `${span(start, end)} UTC · ${kind} chain, ${origin}${dashed}`,
    description: [
      `From ${start} to ${end} UTC`,
      ...(lines.length > 0 ? [`lines: ${lines.join("; ")}`] : []),
      ...(events.length > 0 ? [`events: ${events.join("; ")}`] : []),
    ].join(". "),
  };
}

/** A range of times without what its end repeats of its start. */
function span(start: string, end: string): string {
  if (start === end) {
    return start;
  }
  const day = start.lastIndexOf(" ");
  return `${start} – ${start.slice(0, day) === end.slice(0, day) ? end.slice(day + 1) : end}`;
}

function enumerate(names: readonly string[]): string {
  const more = names.length - listed;
  return names.slice(0, listed).join(", ") + (more > 0 ? ` and ${String(more)} more` : "");
}
