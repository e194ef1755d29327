import { formatTime } from "../../common/formatTime.ts";
import { textTable } from "../../common/textTable.ts";
import type { TraceDifference } from "../../recording/compare/differences.ts";
import { comparedTexts, withUnit } from "../../recording/compare/valueText.ts";
import { toUnits } from "../../recording/subtractSamples.ts";
import {
  type ComparedStretch,
  type Conformance,
  conformanceTolerance as allowed,
} from "../conformance/checkConformance.ts";
import { stretches } from "../conformance/stretches.ts";

const notes = [
  "A deviation is the exact value here less the one printed there. Those were cut to two decimals, so that exact",
  'agreement shows as anything from 0 to 0.01; "same digits" counts the values that are the same when cut alike.',
].join("\n");

const boundaryNotes = [
  "Boundary points: credits expired between the clock there and the clock here, which are seconds apart, so that one",
  "recording shows the credits before that moment and the other those after it. No deviation counts them.",
].join("\n");

/**
 * Reports how far a simulation lies from its references: a table over all recordings, the boundary points, the printed
 * figures and the verdict; then, of each recording, a table of its series and one of its events.
 */
export function conformanceReport({ compared, alone, figures, deviations }: Conformance): string {
  const boundaryPoints = compared.flatMap(boundaryRows);
  const but = boundaryPoints.length === 0 ? "" : ` but ${count(boundaryPoints.length, "boundary point")}`;
  const verdict =
    deviations.length === 0
      ? `Everything${but} lies within ${allowed.text} KP3R and ${allowed.seconds} s, and all figures are the same.`
      : `${count(deviations.length, "deviation")}: ${deviations.join("; ")}.`;
  return [
    summaryTable(compared),
    ...(alone.length === 0
      ? []
      : [`Recorded here, without a recording to compare with: ${alone.join(", ")}.`]),
    notes,
    ...(boundaryPoints.length === 0 ? [] : [boundaryNotes, boundaryTable(boundaryPoints)]),
    ...(figures.length === 0 ? [] : [figureTable(figures)]),
    verdict,
    ...compared.map(describeStretch),
  ].join("\n\n");
}

function summaryTable(compared: readonly ComparedStretch[]): string {
  const rows = compared.map(({ name, differences: { traces } }) => {
    const [farthest] = traces.toSorted((a, b) => largestIn(b) - largestIn(a));
    return {
      name,
      points: sum(traces.map(({ samples }) => samples)),
      unmatched: sum(traces.map((trace) => trace.unmatched.base)),
      same: sum(traces.map(sameIn)),
      boundary: sum(traces.map(({ acrossJumps }) => acrossJumps.length)),
      where:
        farthest === undefined ? ["", "", ""] : [largestText(farthest), farthest.name, largestAt(farthest)],
    };
  });
  const total = (of: "points" | "unmatched" | "same" | "boundary"): number => sum(rows.map((row) => row[of]));
  return table([
    ["recording", "points", "same digits", "largest deviation", "of", "at (UTC)", "boundary points"],
    ...rows.map(({ name, points, unmatched, same, boundary, where }) => [
      name,
      pointsText(points, unmatched),
      String(same),
      ...where,
      String(boundary),
    ]),
    [
      "all",
      pointsText(total("points"), total("unmatched")),
      String(total("same")),
      "",
      "",
      "",
      String(total("boundary")),
    ],
  ]);
}

function boundaryRows({ name, differences }: ComparedStretch): string[][] {
  return differences.traces.flatMap((trace) =>
    trace.acrossJumps.map((sample) => {
      const { base, head } = comparedTexts(sample, trace.decimals);
      return [
        name,
        formatTime(sample.time),
        trace.name,
        withUnit(base, trace.unit),
        withUnit(head, trace.unit),
      ];
    }),
  );
}

function boundaryTable(rows: readonly string[][]): string {
  return table([["recording", "at (UTC)", "series", "there", "here"], ...rows]);
}

function describeStretch({
  name,
  reference,
  differences: { traces, events, onlyBase },
}: ComparedStretch): string {
  const series = traces.map((trace) => [
    trace.name,
    pointsText(trace.samples, trace.unmatched.base),
    String(sameIn(trace)),
    largestText(trace),
    `${trace.mean.toFixed(4)} ${trace.unit}`,
    largestAt(trace),
  ]);
  const eventRows = events.map(({ name: event, base, head, apart }) => [
    event,
    String(base),
    String(Math.max(0, base - head)),
    String(Math.max(0, head - base)),
    apart === undefined ? "" : `${apart} s`,
  ]);
  return [
    `${stretches[name].title}, against: ${reference.source}`,
    "",
    textTable([
      ["series", "points", "same digits", "largest deviation", "mean deviation", "largest at (UTC)"],
      ...series,
    ]),
    "",
    textTable([["event", "there", "missing here", "only here", "largest time difference"], ...eventRows]),
    "",
    ...(onlyBase.length === 0 ? [] : [`Not recorded here: ${onlyBase.join(", ")}.`]),
    `The clocks of the two differ by up to ${Math.max(0, ...traces.map(({ clock }) => clock))} s.`,
  ].join("\n");
}

function figureTable(figures: Conformance["figures"]): string {
  const rows = figures.map(({ name, expected, actual }) => [
    name,
    expected,
    actual,
    expected === actual ? "same" : "different",
  ]);
  return table([["printed figure", "there", "here", ""], ...rows]);
}

/** How many points were compared, and of how many if some have no partner. */
function pointsText(compared: number, unmatched: number): string {
  return unmatched === 0 ? String(compared) : `${compared} of ${compared + unmatched}`;
}

function sameIn({ samples, differing }: TraceDifference): number {
  return samples - differing;
}

/** In units. */
function largestIn({ largest, decimals }: TraceDifference): number {
  return Math.abs(toUnits(largest?.difference ?? 0, decimals));
}

function largestText(trace: TraceDifference): string {
  return `${largestIn(trace).toFixed(4)} ${trace.unit}`;
}

function largestAt({ largest }: TraceDifference): string {
  return largest === undefined ? "" : formatTime(largest.time);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A table with the first column at the left and the others, numbers, at the right. */
function table(rows: readonly (readonly string[])[]): string {
  return textTable(rows, { right: (rows[0] ?? []).map((_, column) => column).slice(1) });
}
