import type { Recording } from "../recording/recording.ts";
import type { DrawnSeries } from "./drawnSeries.ts";
import type { EventRow } from "./eventRows.ts";
import { formatTime } from "./formatTime.ts";

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
  rows: readonly EventRow[],
  range: readonly [number, number],
): ChartWords {
  const [start, end] = range.map((time) => formatTime(time).slice(0, -3)) as [
    string,
    string,
  ];
  const names = series.map((one) => one.name);
  const lines = series.map((one) => {
    const last = one.values.findLast((value) => value !== null);
    return `${one.name}${one.unit && ` in ${one.unit}`}${last === undefined ? "" : `, last ${String(Number(last?.toPrecision(6)))}`}`;
  });
  const events = rows.map((row) => `${row.name} ${String(row.events.length)} times`);
  const { kind, origin } = recording.source.chain;
  return {
    title: names.length > 0 ? enumerate(names) : "Events",
    subtitle: `${start} – ${end} UTC · ${kind} chain, ${origin}`,
    description: [
      `From ${start} to ${end} UTC`,
      ...(lines.length > 0 ? [`lines: ${lines.join("; ")}`] : []),
      ...(events.length > 0 ? [`events: ${events.join("; ")}`] : []),
    ].join(". "),
  };
}

function enumerate(names: readonly string[]): string {
  const more = names.length - listed;
  return names.slice(0, listed).join(", ") + (more > 0 ? ` and ${String(more)} more` : "");
}
