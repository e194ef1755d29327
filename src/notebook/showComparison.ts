import { buildComparison, type NamedRecording } from "../chart/buildComparison.ts";
import { assertRecording } from "../recording/assertRecording.ts";
import { compareRecordings } from "../recording/compare/compareRecordings.ts";
import type { Differences } from "../recording/compare/differences.ts";
import type { Recording } from "../recording/recording.ts";
import type { NotebookCompareOptions } from "./options.ts";
import { showChart } from "./showChart.ts";

/** Shows two recordings over each other under the running cell, and gives what differs. */
export async function showComparison(
  base: Recording | NamedRecording,
  head: Recording | NamedRecording,
  { name, figures, ...options }: NotebookCompareOptions,
): Promise<Differences> {
  const [first, second] = [named(base, "first"), named(head, "second")];
  const title = options.title ?? `${second.name} against ${first.name}`;
  const spec = buildComparison(first, second, { ...options, title });
  const { rows } = first.recording;
  await showChart({
    spec,
    title,
    name,
    rows,
    summary: `${rows.length} and ${second.recording.rows.length} samples`,
  });
  return compareRecordings(first.recording, second.recording, figures === undefined ? {} : { figures });
}

/** A notebook object has a recording, too, and no name. */
function named(given: Recording | NamedRecording, order: string): NamedRecording {
  const isNamed = given instanceof Object && "recording" in given;
  const recording: unknown = isNamed ? given.recording : given;
  assertRecording(recording, `The ${order} recording`);
  const name: unknown = isNamed ? given.name : undefined;
  return { name: typeof name === "string" ? name : order, recording };
}
