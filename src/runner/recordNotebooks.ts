import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { RecordedRun, RecordedScenario } from "../recording/compare/compareRuns.ts";
import { NotebookCellError } from "./errors.ts";
import { recordingFromJson } from "../recording/recordingFromJson.ts";
import { runNotebooks, type ScenarioResult } from "./runNotebooks.ts";
import type { RunProgress } from "./runProgress.ts";

/** What to run for its recordings, and how. */
export interface RecordNotebooksOptions {
  /** What the run is called. */
  readonly name: string;
  /** Paths of the notebooks. */
  readonly notebooks: readonly string[];
  /** The project's folder. */
  readonly root: string;
  /** What cells read with `parameter()`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Limit for a cell, seconds; 300 unless told. */
  readonly cellTimeout?: number;
  readonly onProgress?: (progress: RunProgress) => void;
  readonly signal?: AbortSignal;
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
  notebooks,
  ...options
}: RecordNotebooksOptions): Promise<RecordedNotebooks> {
  const folder = await mkdtemp(join(tmpdir(), "recorded-notebooks-"));
  try {
    const scenarios: RecordedScenario[] = [];
    const failures = new Map<string, string>();
    const unread: (readonly string[])[] = [];
    for (const [index, file] of notebooks.entries()) {
      const drawn: ScenarioResult[] = [];
      try {
        const { unreadParameters } = await runNotebooks({
          ...options,
          notebooks: [file],
          output: join(folder, "notebooks"),
          charts: join(folder, "charts"),
          onScenario: (scenario) => drawn.push(scenario),
          onProgress: (progress) => options.onProgress?.(inPlace(progress, index, notebooks.length)),
        });
        unread.push(unreadParameters);
      } catch (error) {
        if (!(error instanceof NotebookCellError)) throw error;
        failures.set(basename(file, ".ipynb"), error.shortMessage);
      }
      scenarios.push(...(await readScenarios(drawn)));
    }
    const [first = []] = unread;
    const unreadParameters = first.filter((parameter) => unread.every((names) => names.includes(parameter)));
    return { name, scenarios, failures, unreadParameters: failures.size === 0 ? unreadParameters : [] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of a run of several, though each notebook is run by itself. */
function inPlace(progress: RunProgress, index: number, notebooks: number): RunProgress {
  return progress.kind === "notebook-started" ? { ...progress, index, notebooks } : progress;
}

/**
 * Reads the recordings behind the charts of a run.
 *
 * @returns in the order in which the charts were drawn; a chart without a recording is left out
 */
export async function readScenarios(drawn: readonly ScenarioResult[]): Promise<RecordedScenario[]> {
  const inOrder = drawn.toSorted((a, b) => (a.notebook === b.notebook ? a.cell - b.cell : 0));
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
