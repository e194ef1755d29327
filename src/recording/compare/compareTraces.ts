import { pairSamples } from "../pairSamples.ts";
import type { SampleValue, Series } from "../recording.ts";
import { rescale, subtractSamples, toUnits } from "../subtractSamples.ts";
import type { ComparedSample, ComparedValues, TraceDifference } from "./differences.ts";
import type { ReferenceOptions } from "./reference.ts";

/** Two samples that belong together, and when each was taken. */
interface Pair extends ComparedSample {
  readonly baseTime: number;
  readonly headTime: number;
}

/**
 * Compares a trace with the one of the same name and unit in another recording, as exact integers.
 *
 * Each sample of the head is compared with its partner in the base; if the base is a reference, each of the base with
 * its partner in the head.
 */
export function compareTraces(base: Series, head: Series, reference?: ReferenceOptions): TraceDifference {
  const decimals = Math.max(base.decimals, head.decimals);
  const compare = (baseIndex: number, headIndex: number): ComparedValues => ({
    base: rescale(base.values[baseIndex] ?? null, base.decimals, decimals),
    head: rescale(head.values[headIndex] ?? null, head.decimals, decimals),
    difference: subtractSamples(head, headIndex, base, baseIndex, decimals),
  });
  const [asked, other] = reference === undefined ? [head, base] : [base, head];
  const partners = pairSamples(asked.times, other.times, reference?.step);
  const pairs = partners.flatMap((partner, index): Pair[] => {
    if (partner === undefined) return [];
    const [baseIndex, headIndex] = asked === head ? [partner, index] : [index, partner];
    return [
      {
        time: asked.times[index] ?? 0,
        baseTime: base.times[baseIndex] ?? 0,
        headTime: head.times[headIndex] ?? 0,
        ...compare(baseIndex, headIndex),
      },
    ];
  });
  const compared = pairs.filter((pair) => pair.base !== null && pair.head !== null);
  const cut = 10n ** BigInt(reference === undefined ? 0 : decimals - base.decimals);
  const differing = compared.filter((pair) => !isEqual(pair, cut));
  const jumping = new Set(differing.filter((pair) => isAcrossJump(pair, reference)));
  const measured = compared.filter((pair) => !jumping.has(pair));
  const largest = measured
    .filter((pair) => !isEqual(pair, 1n))
    .reduce<Pair | undefined>(
      (found, pair) => (found === undefined || isFarther(pair, found) ? pair : found),
      undefined,
    );
  const [first] = differing;
  const matched = new Set(partners.filter((partner) => partner !== undefined));
  const askedAlone = partners.length - pairs.length;
  // A reference need not have every sample.
  const otherAlone = reference === undefined ? other.times.length - matched.size : 0;
  const withValueOnlyIn = (side: "base" | "head"): number =>
    pairs.filter((pair) => pair[side] !== null && pair.difference === null).length;
  const distances = measured.map(({ difference }) => toUnits(sizeOf(difference), decimals));
  return {
    name: base.name,
    unit: base.unit,
    decimals,
    samples: compared.length,
    differing: differing.length,
    unmatched: {
      base: (asked === base ? askedAlone : otherAlone) + withValueOnlyIn("base"),
      head: (asked === head ? askedAlone : otherAlone) + withValueOnlyIn("head"),
    },
    final: compare(base.values.length - 1, head.values.length - 1),
    ...(first === undefined ? {} : { first: sampleOf(first) }),
    ...(largest === undefined ? {} : { largest: sampleOf(largest) }),
    mean: distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length),
    clock: compared.reduce(
      (most, { baseTime, headTime }) => Math.max(most, Math.abs(headTime - baseTime)),
      0,
    ),
    acrossJumps: [...jumping].map(sampleOf),
    magnitude: largestOf(base.values, base.decimals, decimals),
  };
}

function sampleOf({ time, base, head, difference }: Pair): ComparedSample {
  return { time, base, head, difference };
}

function isAcrossJump({ baseTime, headTime }: Pair, reference: ReferenceOptions | undefined): boolean {
  return (reference?.jumps ?? []).some(([base, head]) => baseTime >= base !== headTime >= head);
}

/** @param cut - what integers are divided by before they are compared */
function isEqual({ base, head, difference }: ComparedValues, cut: bigint): boolean {
  if (typeof base === "bigint" && typeof head === "bigint") return base / cut === head / cut;
  return difference === 0 || Object.is(base, head);
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
      const size = sizeOf(areExact ? rescale(value, from, to) : value === null ? null : toUnits(value, from));
      return size > most ? size : most;
    },
    areExact ? 0n : 0,
  );
}

function sizeOf(value: SampleValue): bigint | number {
  return value === null ? 0 : value < 0 ? -value : value;
}
