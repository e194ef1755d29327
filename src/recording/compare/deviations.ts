import { formatTime } from "../../common/formatTime.ts";
import type { Differences, EventDifference } from "./differences.ts";
import { exactText } from "./valueText.ts";
import { exceedsTolerance, type Tolerance } from "./tolerance.ts";

/**
 * Says what between two recordings exceeds a tolerance, each in a few words that name trace, time and both values.
 *
 * A trace, a sample or a value that one of them lacks, and another number of events, exceed any tolerance. The times
 * and arguments of events count where the tolerance is 0, or says how far apart they may be.
 *
 * @returns nothing if all is within it
 * @example deviationsOf(compareRecordings(before, after), parseTolerance("1%"));
 */
export function deviationsOf(differences: Differences, tolerance: Tolerance): string[] {
  const { traces, onlyBase, onlyHead, events } = differences;
  return [
    ...onlyBase.map((name) => `${name} is not recorded`),
    ...onlyHead.map((name) => `${name} is recorded, and was not`),
    ...traces.flatMap((trace) => {
      const { name, unit, decimals, largest, unmatched } = trace;
      const samples = unmatched.base + unmatched.head;
      return [
        ...(samples === 0 ? [] : [`${name} has ${samples} sample(s) without a counterpart`]),
        ...(largest === undefined || !exceedsTolerance(trace, tolerance)
          ? []
          : [
              `${name} at ${formatTime(largest.time)} is ${exactText(largest.head, decimals, unit)} instead of ${exactText(largest.base, decimals, unit)}`,
            ]),
      ];
    }),
    ...events.filter((event) => partsTooFar(event, tolerance)).map(describeParting),
  ];
}

function partsTooFar({ parting, apart }: EventDifference, { digits, seconds }: Tolerance): boolean {
  if (parting === undefined || parting.by === "number") return parting !== undefined;
  return seconds === undefined || apart === undefined ? digits === 0n : apart > seconds;
}

/** In which way the events of a name differ, in words. */
export function describeParting({ name, base, head, parting, apart }: EventDifference): string {
  if (parting === undefined) return `${name} is the same`;
  const at = formatTime(parting.time);
  switch (parting.by) {
    case "number":
      return `${name} occurs ${head} time(s) instead of ${base}, from ${at}`;
    case "time":
      return apart === undefined
        ? `${name} comes at other times from ${at}`
        : `${name} comes up to ${apart} s apart, at ${at}`;
    case "arguments":
      return `${name} has other arguments from ${at}`;
  }
}
