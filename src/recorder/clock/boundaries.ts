import type { Period } from "../../recording/recording.ts";
import { assertCount, type Tick } from "./schedule.ts";

/** So many boundaries in a step, and a value between two samples is a matter of its rate: none is sampled. */
const mostInStep = 16;

/**
 * Adds samples around the boundaries of cycles, where values jump without a transaction: one second before, and at it.
 * What the ticks have already stays as it is, and nothing comes before the start.
 *
 * @param ticks - of a scenario, in rising order
 * @param start - unix seconds of offset 0
 * @param every - seconds between samples; of a cycle with more than 16 boundaries in a step, none is sampled
 * @param instants - unix seconds of other moments at which values are known to jump
 * @returns ticks in strictly rising order of `offset`; those added are marked
 * @example withBoundaries(schedule(100, 50), 0, 50, [{ seconds: 60 }]).map((tick) => tick.offset); // [0, 50, 59, 60, 100]
 */
export function withBoundaries(
  ticks: readonly Tick[],
  start: number,
  every: number,
  periods: readonly Pick<Period, "seconds">[],
  instants: readonly number[] = [],
): Tick[] {
  const end = ticks.at(-1)?.offset ?? 0;
  const known = new Set(ticks.map(({ offset }) => offset));
  const added = new Map<number, Tick>();
  const surround = (at: number): void => {
    for (const offset of [at - 1, at]) {
      if (known.has(offset) || offset <= 0 || offset > end) continue;
      added.set(offset, { offset, sample: false, boundary: true, actions: [] });
    }
  };
  for (const { seconds } of periods) {
    if (seconds * mostInStep < every) continue;
    assertCount(ticks.length + 2 * Math.floor(end / seconds), `around every boundary of ${seconds} s`, end);
    for (let at = seconds - (start % seconds); at <= end; at += seconds) surround(at);
  }
  for (const instant of instants) surround(instant - start);
  return [...ticks, ...added.values()].sort((a, b) => a.offset - b.offset);
}
