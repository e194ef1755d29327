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
  const titleOf = ({ notebook, name, title }: RecordedScenario): string =>
    today.find((one) => one.notebook === notebook && one.name === name)?.title ?? title;
  return compareRuns(
    { name: "committed", scenarios: committed.map((one) => ({ ...one, title: titleOf(one) })) },
    { name: "today", scenarios: today },
    { ...options, tolerance: parseTolerance("0") },
  );
}
