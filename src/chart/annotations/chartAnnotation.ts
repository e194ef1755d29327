/**
 * Something to point out in a chart: an instant `{ text, at }`, a span of time `{ text, from, to }`, a value
 * `{ text, value, trace }`, or a value at an instant `{ text, at, value, trace }`. Times are unix seconds, values units.
 */
export type ChartAnnotation = InstantAnnotation | SpanAnnotation | ValueAnnotation;

/** An instant: a rule through all panels, its text above them. With a `value`: a ring at the point, the text beside it. */
export interface InstantAnnotation {
  readonly text: string;
  /** Unix seconds. */
  readonly at: number;
  /** Units. */
  readonly value?: number;
  /** Name of a series whose panel the value belongs to; the first panel if absent. */
  readonly trace?: string;
}

/** A span of time: a tinted stretch of all panels, its text above them. */
export interface SpanAnnotation {
  readonly text: string;
  /** Unix seconds. */
  readonly from: number;
  /** Unix seconds, > `from`. */
  readonly to: number;
}

/** A value: a rule across a panel, its text at the end beside the names of the lines. */
export interface ValueAnnotation {
  readonly text: string;
  /** Units. */
  readonly value: number;
  /** Name of a series whose panel the value belongs to; the first panel if absent. */
  readonly trace?: string;
}
