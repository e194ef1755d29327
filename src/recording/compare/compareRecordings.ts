import { assertRecording } from "../assertRecording.ts";
import type { Figure } from "../figure.ts";
import type { Recording, Series } from "../recording.ts";
import { regularSamples } from "../regularSamples.ts";
import { rescale, subtractSamples } from "../subtractSamples.ts";
import { compareEvents, unwatchedEvents } from "./compareEvents.ts";
import { compareTraces } from "./compareTraces.ts";
import type { Differences, FigureDifference } from "./differences.ts";
import type { ReferenceOptions } from "./reference.ts";

/** How recordings are compared. */
export interface CompareOptions {
  /** What else is to be compared: quantities that follow from a recording as a whole. */
  readonly figures?: (recording: Recording) => readonly Figure[];
  /** That the base is a reference, which was made elsewhere: what it does not have, it does not contradict. */
  readonly reference?: ReferenceOptions;
}

/**
 * Says what differs between two recordings. Traces belong together by name and unit, samples by their step since the
 * start, events by name and order. Values are subtracted as exact integers.
 *
 * Beside a reference, each sample of the base has its partner in the head, values are cut to the base's decimals, and
 * events belong together that are nearest in time.
 *
 * Of events, neither transaction hashes nor block numbers are compared: they say where something stands on a chain,
 * not what happened.
 *
 * Samples off the regular grid are not compared.
 *
 * @param base - the one that the other is held against, such as a run before a change
 * @param head - such as the run after it
 * @returns differences, head - base, as plain data
 * @example compareRecordings(before, after).traces[0]?.largest?.difference; // -1391236787491398n
 */
export function compareRecordings(
  base: Recording,
  head: Recording,
  { figures = () => [], reference }: CompareOptions = {},
): Differences {
  assertRecording(base, "The first recording");
  assertRecording(head, "The second recording");
  base = regularSamples(base);
  head = regularSamples(head);
  const partnerOf = (one: Series, { series }: Recording): Series | undefined =>
    series.find(({ name, unit }) => name === one.name && unit === one.unit);
  const onlyBase = base.series.filter((one) => partnerOf(one, head) === undefined);
  const onlyHead = (reference === undefined ? head.series : []).filter(
    (one) => partnerOf(one, base) === undefined,
  );
  const traces = base.series.flatMap((one) => {
    const other = partnerOf(one, head);
    return other === undefined ? [] : [compareTraces(one, other, reference)];
  });
  const events = compareEvents(base, head, reference);
  const unwatched = reference === undefined ? [] : unwatchedEvents(base, head);
  return {
    same:
      onlyBase.length + onlyHead.length + unwatched.length === 0 &&
      traces.every((one) => one.differing + one.unmatched.base + one.unmatched.head === 0) &&
      events.every(({ parting }) => parting === undefined),
    traces,
    onlyBase: [...onlyBase.map(({ name }) => name), ...unwatched],
    onlyHead: onlyHead.map(({ name }) => name),
    events,
    figures: compareFigures(figures(base), figures(head)),
  };
}

function compareFigures(base: readonly Figure[], head: readonly Figure[]): FigureDifference[] {
  const partnerOf = (one: Figure, figures: readonly Figure[]): Figure | undefined =>
    figures.find(({ name, unit }) => name === one.name && unit === one.unit);
  const all = [...base, ...head.filter((one) => partnerOf(one, base) === undefined)];
  return all.map((one) => {
    const [before, after] = [partnerOf(one, base), partnerOf(one, head)];
    const decimals = Math.max(before?.decimals ?? 0, after?.decimals ?? 0);
    const samplesOf = (figure: Figure | undefined): Pick<Series, "values" | "decimals"> => ({
      values: [figure?.value ?? null],
      decimals: figure?.decimals ?? decimals,
    });
    return {
      name: one.name,
      unit: one.unit,
      decimals,
      base: rescale(before?.value ?? null, before?.decimals ?? decimals, decimals),
      head: rescale(after?.value ?? null, after?.decimals ?? decimals, decimals),
      difference: subtractSamples(samplesOf(after), 0, samplesOf(before), 0, decimals),
    };
  });
}
