import type { Moment } from "./reference.ts";

/** Times that belong together, and those that are left. */
export interface PairedTimes {
  readonly pairs: readonly Moment[];
  readonly onlyBase: readonly number[];
  readonly onlyHead: readonly number[];
}

/**
 * Pairs the times of events: those of the base in order, each with the nearest one of the head that is left.
 *
 * @param base - unix seconds, in any order
 * @param head - the same
 */
export function pairByTime(base: readonly number[], head: readonly number[]): PairedTimes {
  const left = head.toSorted((a, b) => a - b);
  const pairs: Moment[] = [];
  const onlyBase: number[] = [];
  for (const time of base.toSorted((a, b) => a - b)) {
    const after = left.findIndex((other) => other >= time);
    const [before, next] = after < 0 ? [left.at(-1)] : [left[after - 1], left[after]];
    const isBefore = next === undefined || (before !== undefined && time - before <= next - time);
    const nearest = isBefore ? before : next;
    if (nearest === undefined) {
      onlyBase.push(time);
      continue;
    }
    pairs.push([time, nearest]);
    left.splice(left.indexOf(nearest), 1);
  }
  return { pairs, onlyBase, onlyHead: left };
}
