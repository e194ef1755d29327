import { InvalidStepError } from "../errors.ts";
import { toSeconds } from "../../common/seconds.ts";

/** One point in time at which something is due. Offsets are seconds from the start of the schedule. */
export interface Tick {
  readonly offset: number;
  /** Whether the sampling grid has a point here. */
  readonly sample: boolean;
  /** Whether it is off the grid, around an instant at which values may jump. */
  readonly boundary?: true;
  /** Indices of the actions that are due, in the order in which they run. */
  readonly actions: readonly number[];
}

/**
 * Lays out a scenario in time. Samples are due at 0, `every`, 2·`every` … and at `span`, so that the last step
 * is shorter if `every` does not divide `span`. Action i is due at `actionSteps[i]`, 2·`actionSteps[i]` …, up to
 * and including `span`.
 *
 * @param span - seconds, >= 1
 * @param every - seconds between samples, from 1 to `span`
 * @param actionSteps - per action, seconds between its runs, from 1 to `span`
 * @returns ticks in strictly rising order of `offset`; each has a sample, an action or both
 * @throws InvalidTimeError if a value is not a whole number of seconds >= 1
 * @throws InvalidStepError if a step is longer than the span, or there are more than ten million samples
 */
export function schedule(span: number, every: number, actionSteps: readonly number[] = []): Tick[] {
  toSeconds(span, "span");
  assertStep(every, span, "every");
  actionSteps.forEach((step) => {
    assertStep(step, span, "an action's every");
  });
  const atActions = actionSteps.reduce((count, step) => count + 2 * Math.floor(span / step), 0);
  assertCount(Math.ceil(span / every) + 1 + atActions, `every ${every} s`, span);

  const ticks: Tick[] = [];
  let sampleAt = 0;
  const actionAt = [...actionSteps];
  for (;;) {
    const offset = Math.min(sampleAt, ...actionAt);
    if (offset > span) break;
    const due = actionAt.flatMap((at, index) => (at === offset ? [index] : []));
    ticks.push({ offset, sample: sampleAt === offset, actions: due });
    if (sampleAt === offset) sampleAt = nextSample(offset, every, span);
    for (const index of due) actionAt[index] = offset + (actionSteps[index] ?? span);
  }
  return ticks;
}

function nextSample(offset: number, every: number, span: number): number {
  return offset === span ? Number.POSITIVE_INFINITY : Math.min(offset + every, span);
}

/** A recording of so many samples does not fit into memory. */
const mostSamples = 10_000_000;

/**
 * Checks that a scenario's samples can be held.
 *
 * @param count - of samples
 * @param where - at which they are taken, for the message
 * @throws InvalidStepError
 */
export function assertCount(count: number, where: string, span: number): void {
  if (count <= mostSamples) return;
  const text = (number: number): string => number.toLocaleString("en");
  throw new InvalidStepError({
    message: `A span of ${span} s with samples ${where} takes ${text(count)} samples, more than ${text(mostSamples)}.`,
    hint: "Times are seconds: was one given in milliseconds? Sample less often, or record the span in parts, with $.resetRecording() between them.",
  });
}

function assertStep(step: number, span: number, what: string): void {
  toSeconds(step, what);
  if (step <= span) return;
  throw new InvalidStepError({
    message: `${what} is ${step} s, longer than the span of ${span} s.`,
    hint: "A step lies within the span: lengthen the span or shorten the step.",
  });
}
