import { subtractSamples } from "../differenceOf.ts";
import type { Figure } from "../figure.ts";
import { pairSamples } from "../pairSamples.ts";
import type { Recording, SampleValue, Series } from "../recording.ts";
import { regularSamples } from "../regularSamples.ts";
import { compareEvents } from "./compareEvents.ts";
import type {
  ComparedSample,
  ComparedValues,
  Differences,
  FigureDifference,
  TraceDifference,
} from "./differences.ts";

/** How recordings are compared. */
export interface CompareOptions {
  /** What else is to be compared: quantities that follow from a recording as a whole. */
  readonly figures?: (recording: Recording) => readonly Figure[];
}

/**
 * Says what differs between two recordings. Traces belong together by name and unit, samples by their step since the
 * start, events by name and order. Values are subtracted as exact integers.
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
  { figures = () => [] }: CompareOptions = {},
): Differences {
  base = regularSamples(base);
  head = regularSamples(head);
  const partnerOf = (one: Series, { series }: Recording): Series | undefined =>
    series.find(({ name, unit }) => name === one.name && unit === one.unit);
  const onlyBase = base.series.filter((one) => partnerOf(one, head) === undefined);
  const onlyHead = head.series.filter((one) => partnerOf(one, base) === undefined);
  const traces = base.series.flatMap((one) => {
    const other = partnerOf(one, head);
    return other === undefined ? [] : [compareTraces(one, other)];
  });
  const events = compareEvents(base, head);
  return {
    same:
      onlyBase.length + onlyHead.length === 0 &&
      traces.every((one) => one.differing + one.unmatched.base + one.unmatched.head === 0) &&
      events.every(({ parting }) => parting === undefined),
    traces,
    onlyBase: onlyBase.map(({ name }) => name),
    onlyHead: onlyHead.map(({ name }) => name),
    events,
    figures: compareFigures(figures(base), figures(head)),
  };
}

function compareTraces(base: Series, head: Series): TraceDifference {
  const decimals = Math.max(base.decimals, head.decimals);
  const compare = (baseIndex: number, headIndex: number): ComparedValues => ({
    base: rescale(base.values[baseIndex] ?? null, base.decimals, decimals),
    head: rescale(head.values[headIndex] ?? null, head.decimals, decimals),
    difference: subtractSamples(head, headIndex, base, baseIndex, decimals),
  });
  const partners = pairSamples(base.times, head.times);
  const pairs = partners.flatMap((partner, index): ComparedSample[] =>
    partner === undefined ? [] : [{ time: head.times[index] ?? 0, ...compare(partner, index) }],
  );
  const compared = pairs.filter((pair) => pair.base !== null && pair.head !== null);
  const differing = compared.filter((pair) => !isEqual(pair));
  const largest = differing.reduce<ComparedSample | undefined>(
    (found, pair) => (found === undefined || isFarther(pair, found) ? pair : found),
    undefined,
  );
  const [first] = differing;
  const matched = new Set(partners.filter((partner) => partner !== undefined));
  const withValueOnlyIn = (side: "base" | "head"): number =>
    pairs.filter((pair) => pair[side] !== null && pair.difference === null).length;
  return {
    name: base.name,
    unit: base.unit,
    decimals,
    samples: compared.length,
    differing: differing.length,
    unmatched: {
      base: base.times.length - matched.size + withValueOnlyIn("base"),
      head: partners.filter((partner) => partner === undefined).length + withValueOnlyIn("head"),
    },
    final: compare(base.values.length - 1, head.values.length - 1),
    ...(first === undefined ? {} : { first }),
    ...(largest === undefined ? {} : { largest }),
    magnitude: largestOf(base.values, base.decimals, decimals),
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

/** A `number` stands for units already. */
function rescale(value: SampleValue, from: number, to: number): SampleValue {
  return typeof value === "bigint" ? value * 10n ** BigInt(to - from) : value;
}

function isEqual({ base, head, difference }: ComparedValues): boolean {
  return difference === 0n || difference === 0 || Object.is(base, head);
}

/** Values that are no numbers lie farther apart than any others. */
function isFarther(pair: ComparedValues, than: ComparedValues): boolean {
  const [distance, other] = [sizeOf(pair.difference), sizeOf(than.difference)];
  return !Number.isNaN(other) && (Number.isNaN(distance) || distance > other);
}

function largestOf(values: readonly SampleValue[], from: number, to: number): bigint | number {
  const areExact = values.every((value) => typeof value !== "number");
  return values.reduce<bigint | number>(
    (most, value) => {
      const size = sizeOf(areExact ? rescale(value, from, to) : toUnits(value, from));
      return size > most ? size : most;
    },
    areExact ? 0n : 0,
  );
}

function sizeOf(value: SampleValue): bigint | number {
  return value === null ? 0 : value < 0 ? -value : value;
}

function toUnits(value: SampleValue, decimals: number): SampleValue {
  return typeof value === "bigint" ? Number(`${value}e-${decimals}`) : value;
}
