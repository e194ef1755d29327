import { basename, relative } from "node:path";
import type { Stages, WatchEvent } from "../runner/watch/watcher.ts";
import { explanation, outcomeReport } from "./outcomeReport.ts";
import type { ProgressStream } from "./progressReporter.ts";

/** How a watcher's events are told. */
export interface WatchReporterOptions {
  /** The project's folder; paths are told relative to it. */
  readonly root: string;
  /** Whether to list every ingredient that has changed. */
  readonly explain: boolean;
}

/** How many changed files are told by name. */
const namedFiles = 3;

/**
 * Makes a function that tells a watcher's events as lines of text.
 *
 * @param stream - standard output, or anything like it
 */
export function watchReporter(
  stream: Pick<ProgressStream, "write">,
  { root, explain }: WatchReporterOptions,
): (event: WatchEvent) => void {
  const tell = (...lines: readonly string[]): void => {
    for (const line of lines) stream.write(`${line}\n`);
  };
  const indent = (text: string): string => text.replace(/^/gm, "  ");
  return (event) => {
    switch (event.kind) {
      case "changed":
        tell("", changed(event.paths.map((path) => relative(root, path))));
        break;
      case "built":
        tell(...event.result.problems.map(indent));
        if (event.result.problems.length > 0) tell("  Nothing is run until this is repaired.");
        break;
      case "done":
        tell(indent(outcomeReport(event.outcome, explain)));
        if (event.outcome.overtakenBy.length > 0) {
          tell(`    ${event.outcome.overtakenBy.join(", ")} changed while it ran, so it runs again.`);
        }
        break;
      case "failed":
        tell(indent(`${event.error.name}: ${event.error.message}`));
        if (explain) tell(...explanation(event.verdict).map(indent));
        break;
      case "still-failing":
        tell(`  ${basename(event.file)}: failed before, and nothing that it depends on has changed`);
        break;
      case "unreadable":
        tell(indent(`${event.error.name}: ${event.error.message}`));
        break;
      case "overtaken":
        tell(`  ${basename(event.file)}: given up, since something changed while it ran`);
        break;
      case "waiting":
        if (event.stages !== undefined) tell(`  ${describeStages(event.stages)}`);
        tell("Waiting for changes; end with Ctrl-C.");
        break;
    }
  };
}

function changed(files: readonly string[]): string {
  if (files.length === 0) return "Looking at everything";
  const more = files.length - namedFiles;
  const listed = files.slice(0, namedFiles).join(", ");
  return `Changed: ${listed}${more > 0 ? ` and ${more} more` : ""}`;
}

function describeStages({ total, ...stages }: Stages): string {
  const { noticed, contracts, library, decided, kernels, cells } = stages;
  const rest = total - noticed - contracts - library - decided - kernels - cells;
  const parts = Object.entries({
    noticed,
    contracts,
    library,
    decided,
    kernels,
    "cells and charts": cells,
    written: rest,
  }).flatMap(([name, seconds]) => (seconds < 0.05 ? [] : [`${name} ${seconds.toFixed(1)}`]));
  return `${total.toFixed(1)} s from change to charts: ${parts.join(", ")}`;
}
