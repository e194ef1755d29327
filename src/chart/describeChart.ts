import { formatTime } from "../common/formatTime.ts";
import { blockRange } from "../recording/metadata.ts";
import type { Recording } from "../recording/recording.ts";
import type { ChartOptions } from "./chartOptions.ts";
import type { EventRow } from "./events/eventRows.ts";
import type { DrawnReference } from "./panel/drawnReferences.ts";
import type { DrawnSeries } from "./panel/drawnSeries.ts";
import { lastValue } from "./panel/lineNames.ts";
import { figureText } from "./text/figureText.ts";
import { formatQuantity } from "./text/formatQuantity.ts";

/** The words of a chart that its author did not choose. */
export interface ChartWords {
  readonly title: string;
  /** What is measured, and when. */
  readonly subtitle: string;
  /** What the chart shows in a sentence, for readers who cannot see it. */
  readonly finding: string;
  /** Where it comes from, for the last line. */
  readonly source: string;
}

/** What a chart shows. */
export interface ShownParts {
  readonly recording: Recording;
  readonly series: readonly DrawnSeries[];
  readonly references: readonly DrawnReference[];
  readonly rows: readonly EventRow[];
  /** Unix seconds of the first and last instant. */
  readonly range: readonly [number, number];
}

/** Longest list of names that a heading holds. */
const listed = 3;

/** Says in words what a chart shows. */
export function describeChart(
  parts: ShownParts,
  { title, description, figures }: Pick<ChartOptions, "title" | "description" | "figures">,
): ChartWords {
  const { recording, series, references, range } = parts;
  const [start, end] = rangeTexts(range);
  const [reference] = references;
  const dashed = reference === undefined ? "" : ` · dashed: ${reference.origin}`;
  const measured = title === undefined ? "" : measures(series);
  return {
    title: series.length > 0 ? enumerate(series.map((one) => one.label)) : "Events",
    subtitle: `${measured}${span(start, end)} UTC${dashed}`,
    finding: description ?? findingOf(parts, figures ?? []),
    source: sourceLine(recording),
  };
}

/** Where a recording comes from: chain, preset, blocks. */
export function sourceLine(recording: Recording): string {
  const { kind, origin } = recording.source.chain;
  const blocks = blockRange(recording);
  const chain = `${kind} chain, ${origin}`;
  return blocks === undefined ? chain : `${chain} · blocks ${String(blocks.first)} to ${String(blocks.last)}`;
}

/** What the lines are and in which unit, such as `total, ready in ETH · `. */
function measures(series: readonly DrawnSeries[]): string {
  const units = [...new Set(series.map((one) => one.unit))];
  const texts = units.map((unit) => {
    const names = enumerate(series.filter((one) => one.unit === unit).map((one) => one.label));
    return unit === "" ? names : `${names} in ${unit}`;
  });
  return texts.length === 0 ? "" : `${texts.join("; ")} · `;
}

/** One sentence: the figures; or how the first line runs, or ends beside that of another recording; and what failed. */
function findingOf(
  { series, references, rows, range }: ShownParts,
  figures: NonNullable<ChartOptions["figures"]>,
): string {
  const [start, end] = rangeTexts(range);
  const failed = rows
    .filter((row) => row.failure && row.events.length > 0)
    .map((row) => `${row.name} ${times(row.events.length)}`);
  const [first] = series;
  const other = references.find((one) => one.of === first?.key);
  const found =
    figures.length > 0
      ? figures.map((figure) => `${figure.name} ${figureText(figure)}`).join(", ")
      : first === undefined
        ? rows.map((row) => `${row.name} ${times(row.events.length)}`).join(", ")
        : other === undefined
          ? courseOf(first)
          : `${first.label} ends at ${lastValue(first)}, and at ${lastValue(other)} in ${other.origin}`;
  const time = start === end ? `at ${start} UTC` : `from ${start} to ${end} UTC`;
  const also = first === undefined && figures.length === 0 ? [] : failed;
  return `${[`${found}, ${time}`, ...also].join("; ")}.`;
}

/** How a line runs, in a few words. */
function courseOf({ label, unit, values }: DrawnSeries): string {
  const present = values.filter((value) => value !== null);
  const [first, last] = [present[0], present.at(-1)];
  if (first === undefined || last === undefined) return `${label} has no value`;
  let [lowest, highest] = [first, first];
  for (const value of present) [lowest, highest] = [Math.min(lowest, value), Math.max(highest, value)];
  if (lowest === highest) return `${label} stays at ${formatQuantity(first, unit)}`;
  const between = `between ${formatQuantity(lowest, unit)} and ${formatQuantity(highest, unit)}`;
  return `${label} goes from ${formatQuantity(first, unit)} to ${formatQuantity(last, unit)}, ${between}`;
}

function times(count: number): string {
  return count === 1 ? "once" : `${String(count)} times`;
}

/** Minutes are enough, unless all happened within one. */
function rangeTexts(range: readonly [number, number]): [string, string] {
  const short = range[0] !== range[1] && range[1] - range[0] < 60;
  const instant = (time: number): string =>
    short ? formatTime(time) : formatTime(time).slice(0, -":00".length);
  return [instant(range[0]), instant(range[1])];
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
