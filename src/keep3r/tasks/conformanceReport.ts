import { formatTime } from "../../common/formatTime.ts";
import { textTable } from "../../common/textTable.ts";
import type { ComparedRecording, Conformance, Tolerances } from "../conformance/checkConformance.ts";

/** Columns of numbers: all but the first. */
const right = [1, 2, 3, 4, 5];

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
    textTable(
      [
        ["series", "points", "same digits", "largest deviation", "mean deviation", "largest at (UTC)"],
        ...series,
      ],
      { right },
    ),
    "",
    textTable([["event", "there", "missing here", "only here", "largest time difference"], ...events], {
      right,
    }),
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
  return textTable([["printed figure", "there", "here", ""], ...rows], { right });
}
