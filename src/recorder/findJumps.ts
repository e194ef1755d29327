import type { Chain } from "../chain/chain.ts";
import type { BlockHeader } from "../chain/rpc.ts";
import { ViewFailedError } from "./errors.ts";
import { readViews } from "./traces/readViews.ts";
import type { ViewTrace } from "./traces/viewTrace.ts";

/** Instants that are looked at within an interval; it is cut into one part more. */
const probes = 8;

/** A view that jumps more often within a step changes at a rate, or all the time. */
const mostJumps = 8;

/** A jump is a change within one second by more than this part of what the view spans in the step. */
const smallest = 16n;

/** What a rate that rounds down may add to a change, or take from it. */
const rounding = 2n;

/** First and last instant, unix seconds. */
type Interval = readonly [low: number, high: number];

/** Values of the views by instant. */
type Known = Map<number, readonly bigint[]>;

/**
 * Finds the seconds in which views jump while nothing but time passes. The chain goes ahead, is looked at, and goes back:
 * it stands where it stood.
 *
 * An interval is looked at in eight instants. A part in which a view changes as fast as in the part where it changes
 * least is explained by that rate; in the others the search goes on, down to a second. A curve is soon explained so, a
 * jump never is. A view that has the same value at all these instants is taken to be constant.
 *
 * @param from - the latest block
 * @param to - unix seconds, later
 * @returns unix seconds, in rising order: the views' values are others there than a second before
 * @source evm_snapshot, evm_revert
 */
export async function findJumps(
  chain: Chain,
  views: readonly ViewTrace[],
  from: BlockHeader,
  to: number,
): Promise<number[]> {
  if (views.length === 0 || to - from.timestamp < 2) return [];
  const known: Known = new Map();
  const whole: Interval = [from.timestamp, to];
  try {
    for await (const row of readViews(chain, views, [from])) known.set(from.timestamp, row);
    await lookAhead(chain, views, [...cuts(whole), to], known);
    const found = views.map(() => new Set<number>());
    const spans = views.map((_, column) => spanOf([...known.values()].map((row) => row[column] ?? 0n)));
    let open = views.map((): readonly Interval[] => [whole]);
    while (open.some((intervals) => intervals.length > 0)) {
      const times = new Set(open.flat().flatMap(cuts));
      await lookAhead(chain, views, [...times], known);
      open = open.map((intervals, column) => {
        const parts = intervals.flatMap((one) => unexplained(one, column, known, spans[column] ?? 0n));
        const jumps = found[column] ?? new Set<number>();
        for (const [low, high] of parts) if (high - low === 1) jumps.add(high);
        const rest = parts.filter(([low, high]) => high - low > 1);
        if (jumps.size + rest.length <= mostJumps) return rest;
        jumps.clear();
        return [];
      });
    }
    return [...new Set(found.flatMap((jumps) => [...jumps]))].sort((a, b) => a - b);
  } catch (error) {
    // If it still fails at the sample, it is reported there.
    if (error instanceof ViewFailedError) return [];
    throw error;
  }
}

/** Reads the views at instants to come that are not known yet, and goes back. */
async function lookAhead(
  chain: Chain,
  views: readonly ViewTrace[],
  wanted: readonly number[],
  known: Known,
): Promise<void> {
  const times = wanted.filter((time) => !known.has(time)).sort((a, b) => a - b);
  if (times.length === 0) return;
  const snapshot = await chain.request("evm_snapshot");
  try {
    const blocks: BlockHeader[] = [];
    for (const time of times) blocks.push(await chain.mine(time));
    const unread = times.values();
    for await (const row of readViews(chain, views, blocks)) known.set(unread.next().value ?? 0, row);
  } finally {
    await chain.request("evm_revert", [snapshot]);
  }
}

/** Where an interval is cut, at eight instants or every second. */
function cuts([low, high]: Interval): number[] {
  const count = Math.min(probes, high - low - 1);
  return Array.from({ length: count }, (_, at) => low + Math.floor(((at + 1) * (high - low)) / (count + 1)));
}

/** The parts of an interval in which a view changes otherwise than at the least rate among them. */
function unexplained(interval: Interval, column: number, known: Known, span: bigint): Interval[] {
  const ends = [interval[0], ...cuts(interval), interval[1]];
  const valueAt = (time: number): bigint => known.get(time)?.[column] ?? 0n;
  const parts = ends.slice(1).map((high, at) => {
    const low = ends[at] ?? high;
    return { low, high, seconds: BigInt(high - low), change: valueAt(high) - valueAt(low) };
  });
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const steady = others.reduce(
    (least, part) => (size(part.change) * least.seconds < size(least.change) * part.seconds ? part : least),
    first,
  );
  return parts.flatMap(({ low, high, seconds, change }): Interval[] => {
    // Without a division: how far the change is from that of the rate, times the seconds of the steady part.
    const excess = size(change * steady.seconds - steady.change * seconds);
    const isLarge = excess * smallest > span * steady.seconds;
    const isRounding = steady.change !== 0n && excess <= rounding * steady.seconds;
    return isLarge && !isRounding ? [[low, high]] : [];
  });
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function spanOf(values: readonly bigint[]): bigint {
  const [first = 0n] = values;
  const most = values.reduce((a, b) => (b > a ? b : a), first);
  const least = values.reduce((a, b) => (b < a ? b : a), first);
  return most - least;
}
