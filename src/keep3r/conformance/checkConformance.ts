import { regularSamples } from "../../recording/regularSamples.ts";
import { InvalidReferenceError } from "../errors.ts";
import { compareRecording, type RecordingComparison } from "./compareRecording.ts";
import type { References } from "./readReferences.ts";
import type { Reference } from "./reference.ts";
import type { MainnetSequence, SequenceRecording } from "./runMainnetSequence.ts";

/** How far a simulation may lie from its reference. */
export interface Tolerances {
  /** In the unit of the values. */
  readonly value: number;
  /** Between the times of events, in seconds. */
  readonly seconds: number;
}

/** The references print two decimals, and their clock drifted. */
export const tolerances: Tolerances = { value: 0.01, seconds: 60 };

/** A recording of the sequence beside its reference. */
export interface ComparedRecording extends SequenceRecording {
  readonly reference: Reference;
  readonly comparison: RecordingComparison;
}

/** A printed figure beside what was printed then. */
export interface ComparedFigure {
  readonly name: string;
  readonly expected: string;
  /** Empty if nothing was printed under that name. */
  readonly actual: string;
}

/** What came of a comparison. */
export interface Conformance {
  readonly recordings: readonly ComparedRecording[];
  readonly figures: readonly ComparedFigure[];
  /** What exceeds a tolerance, each in a few words; empty if all is well. */
  readonly deviations: readonly string[];
}

/**
 * Compares a run of the sequence with references.
 *
 * @throws InvalidReferenceError if a reference is of a recording that the sequence does not make
 */
export function checkConformance(
  sequence: MainnetSequence,
  references: References,
  allowed: Tolerances = tolerances,
): Conformance {
  const known = sequence.recordings.map(({ name }) => name);
  for (const name of references.recordings.keys()) {
    if (known.includes(name)) continue;
    throw new InvalidReferenceError(
      name,
      "the sequence makes no recording of that name",
      `Call the file after one of these: ${known.join(", ")}.`,
    );
  }
  const recordings = sequence.recordings.flatMap((made): ComparedRecording[] => {
    const reference = references.recordings.get(made.name);
    if (reference === undefined) return [];
    return [
      { ...made, reference, comparison: compareRecording(regularSamples(made.recording), reference, made) },
    ];
  });
  const figures = Object.entries(references.printed).map(([name, expected]): ComparedFigure => {
    return { name, expected, actual: sequence.printed[name] ?? "" };
  });
  return {
    recordings,
    figures,
    deviations: [
      ...recordings.flatMap((one) => deviationsOf(one, allowed)),
      ...figures
        .filter(({ expected, actual }) => expected !== actual)
        .map(({ name, expected, actual }) => `${name}: ${actual || "nothing"} instead of ${expected}`),
    ],
  };
}

function deviationsOf({ name, comparison }: ComparedRecording, { value, seconds }: Tolerances): string[] {
  const found = [
    ...comparison.series.flatMap((one) => [
      one.largest > value && `${one.name} by ${one.largest.toFixed(4)} ${one.unit}`,
      one.unmatched > 0 && `${one.name} lacks ${one.unmatched} of ${one.points + one.unmatched} points`,
    ]),
    ...comparison.events.flatMap((one) => [
      one.missing > 0 && `${one.name} missing ${one.missing} times`,
      one.extra > 0 && `${one.name} ${one.extra} times too often`,
      one.largest > seconds && `${one.name} by ${one.largest} s`,
    ]),
  ];
  return found.filter((text) => text !== false).map((text) => `${name}, ${text}`);
}
