import { time } from "../../common/time.ts";
import type { Recording } from "../../recording/recording.ts";

/** A part of the sequence that is recorded. */
export interface Stretch {
  /** What its chart and its tables are headed with. */
  readonly title: string;
  /** Seconds between samples. */
  readonly step: number;
}

const fourHourly = (title: string): Stretch => ({ title, step: time(4, "hours") });

/** Every stretch, in order, by the name that its reference and its chart are filed under. */
export const stretches = {
  "credit-mining-without-working": fourHourly("Credit mining without working"),
  "credit-mining-with-twap-change": { title: "Credit mining with TWAP change", step: time(12, "hours") },
  "balanced-work": fourHourly("Balanced work"),
  "balanced-work-with-twap-change": fourHourly("Balanced work with TWAP change"),
  "intense-work": fourHourly("Intense work"),
  "maximum-credit-spending": fourHourly("Maximum credit spending"),
  "removing-liquidity": fourHourly("Removing liquidity"),
  "job-migration": fourHourly("Job migration"),
} as const satisfies Readonly<Record<string, Stretch>>;

/** What a stretch is called. */
export type StretchName = keyof typeof stretches;

/** A stretch as a run of the sequence recorded it. */
export interface RecordedStretch {
  readonly name: StretchName;
  readonly recording: Recording;
}

/** What a run of the sequence left. */
export interface MainnetSequence {
  /** What was printed on the way, by name, as text. */
  readonly printed: Readonly<Record<string, string>>;
  readonly stretches: readonly RecordedStretch[];
}

/** What every stretch is called, in order. */
export const stretchNames = Object.keys(stretches) as StretchName[];

/**
 * Finds the stretch that a text names: `balanced-work`, or as it may be titled, `Balanced work`. Small words do not
 * matter.
 *
 * @returns `undefined` if it names none
 */
export function findStretch(text: string): StretchName | undefined {
  const wordsOf = (name: string): string =>
    (name.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => word !== "with").join("-");
  return stretchNames.find((name) => wordsOf(name) === wordsOf(text));
}
