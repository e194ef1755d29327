/**
 * How a recording is compared with a reference: a base that was made elsewhere and published in part. Its values are
 * cut to their decimals, its clock drifts, and it lacks traces, arguments of events and samples that the head has.
 */
export interface ReferenceOptions {
  /** Seconds between samples, in both. */
  readonly step: number;
  /**
   * Moments at which values jump, each by the clock of either: unix seconds. Two samples of which one lies before such
   * a moment and the other after it show two states, however close they are.
   */
  readonly jumps?: readonly Moment[];
}

/** The same moment by the clock of a reference and by that of the recording beside it: unix seconds. */
export type Moment = readonly [base: number, head: number];
