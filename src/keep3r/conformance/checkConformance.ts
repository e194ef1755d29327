import { compareRecordings } from "../../recording/compare/compareRecordings.ts";
import { deviationsOf } from "../../recording/compare/deviations.ts";
import type { Differences } from "../../recording/compare/differences.ts";
import { parseTolerance, type Tolerance } from "../../recording/compare/tolerance.ts";
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
    const jumps = expiriesOf(reference.recording, recording, clockSeconds);
    const options = { reference: { step: stretches[name].step, jumps } };
    const differences = compareRecordings(reference.recording, recording, options);
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
