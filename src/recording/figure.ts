import type { SampleValue } from "./recording.ts";

/** A quantity that follows from a whole recording, such as what was paid in it. */
export interface Figure {
  /** What it is, in words. */
  readonly name: string;
  /** Display unit; empty for a bare number. */
  readonly unit: string;
  /** A `bigint` value v stands for v / 10^decimals units. */
  readonly decimals: number;
  readonly value: SampleValue;
}
