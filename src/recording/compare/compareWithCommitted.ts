import type { CompareOptions } from "./compareRecordings.ts";
import { compareRuns, type RecordedScenario } from "./compareRuns.ts";
import type { Comparison } from "./comparison.ts";
import { parseTolerance } from "./tolerance.ts";

/**
 * Compares what notebooks record with what is committed, to the last digit.
 *
 * @param committed - as `readRecordings` reads them
 * @param today - as a run gives them
 */
export function compareWithCommitted(
  committed: readonly RecordedScenario[],
  today: readonly RecordedScenario[],
  options: CompareOptions = {},
): Comparison {
  const partnerOf = ({ notebook, name }: RecordedScenario): number =>
    today.findIndex((one) => one.notebook === notebook && one.name === name);
  // Files know neither the order in which notebooks draw nor the titles.
  const inOrder = committed
    .toSorted((a, b) => partnerOf(a) - partnerOf(b))
    .map((one) => ({ ...one, title: today[partnerOf(one)]?.title ?? one.title }));
  return compareRuns(
    { name: "committed", scenarios: inOrder },
    { name: "today", scenarios: today },
    { ...options, tolerance: parseTolerance("0") },
  );
}
