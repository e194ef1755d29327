import { compareRecordings } from "../../recording/compare/compareRecordings.ts";
import { deviationsOf } from "../../recording/compare/deviations.ts";
import type { Differences } from "../../recording/compare/differences.ts";
import { parseTolerance, type Tolerance } from "../../recording/compare/tolerance.ts";
import type { Recording } from "../../recording/recording.ts";
import { expiriesOf } from "./expiries.ts";
import type { Reference } from "./parseReference.ts";
import type { References } from "./readReferences.ts";
import { type MainnetSequence, type RecordedStretch, type StretchName, stretches } from "./stretches.ts";

/** How far a simulation may lie from its references: the clock of these drifted by up to a minute and a half. */
const clockSeconds = 120;

/** How far a simulation may lie from its references, which print two decimals. */
export const conformanceTolerance: Tolerance = { ...parseTolerance("0.01"), seconds: clockSeconds };

/** A stretch of the sequence beside its reference. */
export interface ComparedStretch extends RecordedStretch {
  readonly reference: Reference;
  /** The recording less the reference. */
  readonly differences: Differences;
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
  readonly compared: readonly ComparedStretch[];
  /** The stretches that have no reference. */
  readonly alone: readonly StretchName[];
  readonly figures: readonly ComparedFigure[];
  /** What exceeds the tolerance, each in a few words; empty if all is well. */
  readonly deviations: readonly string[];
}

/** Compares a run of the sequence with references. */
export function checkConformance(sequence: MainnetSequence, references: References): Conformance {
  const compared = sequence.stretches.flatMap(({ name, recording }): ComparedStretch[] => {
    const reference = references.recordings.get(name);
    if (reference === undefined) return [];
    const base = withoutEarlierEvents(reference.recording, recording);
    const jumps = expiriesOf(base, recording, clockSeconds);
    const options = { reference: { step: stretches[name].step, jumps } };
    const differences = compareRecordings(base, recording, options);
    return [{ name, recording, reference, differences }];
  });
  const figures = Object.entries(references.printed).map(([name, expected]): ComparedFigure => {
    return { name, expected, actual: sequence.printed[name] ?? "" };
  });
  return {
    compared,
    alone: sequence.stretches.map(({ name }) => name).filter((name) => !references.recordings.has(name)),
    figures,
    deviations: [
      ...compared.flatMap(({ name, differences }) =>
        deviationsOf(differences, conformanceTolerance).map((text) => `${name}: ${text}`),
      ),
      ...figures
        .filter(({ expected, actual }) => expected !== actual)
        .map(({ name, expected, actual }) => `${name}: ${actual || "nothing"} instead of ${expected}`),
    ],
  };
}

/**
 * A reference without what came before it: it also lists what happened in the block of its first sample, and a
 * recording begins after that. An event that is dated by an argument can lie there and still belong to it, so as many
 * are kept as the recording has.
 */
function withoutEarlierEvents(reference: Recording, recording: Recording): Recording {
  const startOf = ({ series }: Recording): number =>
    Math.min(...series.flatMap(({ times }) => times.slice(0, 1)));
  const [start, end] = [startOf(reference), startOf(recording) + clockSeconds];
  const kept = new Map<string, number>();
  for (const { name, time } of recording.events) if (time <= end) kept.set(name, (kept.get(name) ?? 0) + 1);
  const events = reference.events.filter(({ name, time }) => {
    if (time > start) return true;
    const left = kept.get(name) ?? 0;
    kept.set(name, left - 1);
    return left > 0;
  });
  return { ...reference, events };
}
