import type { EventKind, SampleValue } from "../recording.ts";

/** Two values that belong together, at the same number of decimals. */
export interface ComparedValues {
  readonly base: SampleValue;
  readonly head: SampleValue;
  /** `head` - `base`; `null` if either is missing. */
  readonly difference: SampleValue;
}

/** Two samples that belong together. */
export interface ComparedSample extends ComparedValues {
  /** Unix seconds of the head's sample; of the base's, if that is a reference. */
  readonly time: number;
}

/** How a trace of one recording differs from the trace of the same name and unit in another. */
export interface TraceDifference {
  readonly name: string;
  readonly unit: string;
  /** A `bigint` below, v, stands for v / 10^decimals units. */
  readonly decimals: number;
  /** Pairs of samples that were compared. */
  readonly samples: number;
  /** Pairs that are not equal; against a reference, when cut to its decimals. */
  readonly differing: number;
  /** Samples, or values, that the other recording has no counterpart of. */
  readonly unmatched: { readonly base: number; readonly head: number };
  /** The last sample of each. */
  readonly final: ComparedValues;
  /** The first pair that is not equal; absent if all are. */
  readonly first?: ComparedSample;
  /** The pair that lies farthest apart, the first of several; absent if all are equal, all digits taken. */
  readonly largest?: ComparedSample;
  /** Mean distance of the pairs, in units, >= 0; 0 if there are none. */
  readonly mean: number;
  /** Largest difference between the times of two samples of a pair, in seconds. */
  readonly clock: number;
  /** Differing pairs of which one shows the state before a jump and the other after; not in `largest` and `mean`. */
  readonly acrossJumps: readonly ComparedSample[];
  /** The base's largest absolute value: what a tolerance in percent is a part of. */
  readonly magnitude: bigint | number;
}

/** How the events of a name differ. */
export interface EventDifference {
  readonly kind: EventKind;
  readonly name: string;
  /** How often it occurred. */
  readonly base: number;
  readonly head: number;
  /** Where they part: number, time since the start, or arguments; absent if they do not. */
  readonly parting?: { readonly by: "number" | "time" | "arguments"; readonly time: number };
  /** Against a reference: the largest time between two that belong together, in seconds; absent if no two do. */
  readonly apart?: number;
}

/** How a quantity that follows from a whole recording differs. */
export interface FigureDifference extends ComparedValues {
  readonly name: string;
  readonly unit: string;
  readonly decimals: number;
}

/** What differs between two recordings, as plain data. */
export interface Differences {
  /** Whether every sample and every event is the same. */
  readonly same: boolean;
  /** One entry for each trace that both have. */
  readonly traces: readonly TraceDifference[];
  /** Names of traces that only one has; beside a reference, also of events that only the reference watched. */
  readonly onlyBase: readonly string[];
  readonly onlyHead: readonly string[];
  /** One entry for each kind and name of event, failure and violation that either has. */
  readonly events: readonly EventDifference[];
  readonly figures: readonly FigureDifference[];
}
