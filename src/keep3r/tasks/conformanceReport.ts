import { formatTime } from "../../common/formatTime.ts";
import type { ComparedRecording, Conformance, Tolerances } from "../conformance/checkConformance.ts";

/**
 * Says in tables how far a simulation lies from its references: a table of series and one of events for each
 * recording, one of printed figures, and a verdict.
 */
export function conformanceReport(
  { recordings, figures, deviations }: Conformance,
  allowed: Tolerances,
): string {
  const verdict =
    deviations.length === 0
      ? `Everything lies within ${allowed.value} KP3R and ${allowed.seconds} s, and all figures are the same.`
      : `${deviations.length} ${deviations.length === 1 ? "deviation" : "deviations"}: ${deviations.join("; ")}.`;
  return [
    ...recordings.map(describeRecording),
    ...(figures.length === 0 ? [] : [figureTable(figures)]),
    "A deviation is the exact value here less the one printed there. Those were cut to two decimals, so that exact\n" +
      'agreement shows as anything from 0 to 0.01; "same digits" counts the values that are the same when cut alike.',
    verdict,
  ].join("\n\n");
}

function describeRecording({ title, reference, comparison }: ComparedRecording): string {
  const series = comparison.series.map((one) => [
    one.name,
    one.unmatched === 0 ? String(one.points) : `${one.points} of ${one.points + one.unmatched}`,
    String(one.same),
    `${one.largest.toFixed(4)} ${one.unit}`,
    `${one.mean.toFixed(4)} ${one.unit}`,
    one.largestAt === undefined ? "" : formatTime(one.largestAt),
  ]);
  const events = comparison.events.map((one) => [
    one.name,
    String(one.expected),
    String(one.missing),
    String(one.extra),
    one.expected === one.missing ? "" : `${one.largest} s`,
  ]);
  return [
    `${title}, against: ${reference.source}`,
    "",
    textTable([
      ["series", "points", "same digits", "largest deviation", "mean deviation", "largest at (UTC)"],
      ...series,
    ]),
    "",
    textTable([["event", "there", "missing here", "only here", "largest time difference"], ...events]),
    "",
    `The clocks of the two differ by up to ${comparison.clock} s.`,
  ].join("\n");
}

function figureTable(figures: Conformance["figures"]): string {
  const rows = figures.map(({ name, expected, actual }) => [
    name,
    expected,
    actual,
    expected === actual ? "same" : "different",
  ]);
  return textTable([["printed figure", "there", "here", ""], ...rows]);
}

/** Lays rows out in columns: the first to the left, the others to the right. */
function textTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
