import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { RecordedRun, RecordedScenario } from "../recording/compare/compareRuns.ts";
import { recordingFromJson } from "../recording/recordingFromJson.ts";
import { runNotebooks, type RunNotebooksOptions } from "./runNotebooks.ts";
import type { ScenarioResult } from "./writeNotebookCharts.ts";

/** What to run for its recordings, and how. */
export interface RecordNotebooksOptions extends Pick<
  RunNotebooksOptions,
  "notebooks" | "root" | "parameters" | "cellTimeout" | "onProgress" | "signal"
> {
  /** What the run is called. */
  readonly name: string;
}

/** What notebooks have recorded. */
export interface RecordedNotebooks extends RecordedRun {
  /** Names of parameters that no cell mentions: most likely misspelt. */
  readonly unreadParameters: readonly string[];
}

/**
 * Runs notebooks for their recordings alone, each in a kernel of its own, and leaves their files as they are. One that
 * fails keeps what it recorded until then; the others run all the same.
 *
 * @returns a scenario for each chart that came with its recording, in the order in which they were drawn
 * @throws RunInterruptedError if the signal comes
 */
export async function recordNotebooks({
  name,
  ...options
}: RecordNotebooksOptions): Promise<RecordedNotebooks> {
  const folder = await mkdtemp(join(tmpdir(), "recorded-notebooks-"));
  try {
    const drawn: ScenarioResult[] = [];
    const failures = new Map<string, string>();
    const { unreadParameters } = await runNotebooks({
      ...options,
      output: join(folder, "notebooks"),
      charts: join(folder, "charts"),
      onScenario: (scenario) => drawn.push(scenario),
      onFailure: (file, error) => failures.set(basename(file, ".ipynb"), error.shortMessage),
    });
    return { name, scenarios: await readScenarios(drawn), failures, unreadParameters };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Reads the recordings behind the charts of a run.
 *
 * @returns in the order in which the charts were drawn; a chart without a recording is left out
 */
export async function readScenarios(drawn: readonly ScenarioResult[]): Promise<RecordedScenario[]> {
  const notebooks = drawn.map(({ notebook }) => notebook);
  const inOrder = drawn.toSorted(
    (a, b) => notebooks.indexOf(a.notebook) - notebooks.indexOf(b.notebook) || a.cell - b.cell,
  );
  const read = inOrder.map(async ({ notebook, png, title, recording }): Promise<RecordedScenario[]> => {
    if (recording === undefined) return [];
    return [
      {
        notebook: basename(notebook, ".ipynb"),
        // The run has given every chart of a notebook a name of its own.
        name: basename(png, ".png"),
        title,
        recording: recordingFromJson(await readFile(recording, "utf8")),
      },
    ];
  });
  return (await Promise.all(read)).flat();
}
