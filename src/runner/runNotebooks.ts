import { readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { RunInterruptedError } from "../common/errors.ts";
import { writeFileAtomic } from "../common/writeFileAtomic.ts";
import { recordingsVariable } from "../notebook/kernel/displayChart.ts";
import { libraryParameters, parametersVariable } from "../notebook/kernel/parameter.ts";
import { InvalidRunOptionError } from "./errors.ts";
import { formatNotebook } from "./formatNotebook.ts";
import type { KernelClient } from "./kernel/kernelClient.ts";
import { KernelPool } from "./kernel/kernelPool.ts";
import type { NotebookDocument } from "./notebookDocument.ts";
import { parseNotebook } from "./parseNotebook.ts";
import { portableText } from "./portableText.ts";
import { codeCellsOf, runNotebook } from "./runNotebook.ts";
import type { RunProgress } from "./runProgress.ts";
import { type ChartFiles, writeNotebookCharts } from "./writeNotebookCharts.ts";

/** What to run, and how. */
export interface RunNotebooksOptions {
  /** Paths of the notebooks, in the order in which they run. */
  readonly notebooks: readonly string[];
  /** The project's folder: paths inside of it become relative in outputs. The current folder unless told. */
  readonly root?: string;
  /** Run all in one kernel, one after another; by default each gets its own. */
  readonly sharedKernel?: boolean;
  /** Folder for the executed notebooks; by default each is written back to where it was read. */
  readonly output?: string;
  /** Folder for the charts and their recordings, in which each notebook gets its own; `charts` in `root` unless told. */
  readonly charts?: string;
  /** Limit for a cell, seconds; 300 unless told. */
  readonly cellTimeout?: number;
  /** What cells read with `parameter()`. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Called for each chart once its files are written, also where a later cell fails; not always in order. */
  readonly onScenario?: (scenario: ScenarioResult) => void;
  /** Stops the run. */
  readonly signal?: AbortSignal;
}

/** A chart that was drawn by a run. */
export interface ScenarioResult extends ChartFiles {
  /** File name of the notebook. */
  readonly notebook: string;
  /** Number of the code cell that drew it, from 1. */
  readonly cell: number;
  /** Wall time of that cell, seconds. */
  readonly seconds: number;
}

/** What a run has made. */
export interface RunResult {
  /** Paths of the executed notebooks. */
  readonly notebooks: readonly string[];
  /** One entry per chart, in the order in which they were drawn. */
  readonly scenarios: readonly ScenarioResult[];
  /** Names of parameters that no cell mentions: most likely misspelt. */
  readonly unreadParameters: readonly string[];
}

/**
 * Runs notebooks without Jupyter: each cell in a real tslab kernel, outputs put into the file, charts
 * written as pictures, with the recordings behind them.
 *
 * A cell that fails stops the run; its notebook is written with the outputs so far.
 *
 * @returns the notebooks and charts that were written
 * @throws InvalidNotebookError if one of the files is not a notebook; then none is run
 * @throws NotebookCellError if a cell fails, takes too long or takes the kernel down
 * @throws RunInterruptedError if the signal comes
 * @example await runNotebooks({ notebooks: ["notebooks/00-setup.ipynb"], cellTimeout: 60 });
 */
export async function runNotebooks(options: RunNotebooksOptions): Promise<RunResult> {
  const cellTimeout = options.cellTimeout ?? 300;
  if (!(cellTimeout > 0) || cellTimeout > 2_000_000) {
    throw new InvalidRunOptionError({
      message: `The time limit for a cell is ${cellTimeout} seconds.`,
      hint: "Give a number above 0 and up to 2000000.",
    });
  }
  const root = resolve(options.root ?? ".");
  const jobs = await Promise.all(
    options.notebooks.map(async (file) => ({
      file,
      writtenTo: options.output === undefined ? file : join(options.output, basename(file)),
      notebook: parseNotebook(await readFile(file), relative(root, resolve(file))),
    })),
  );
  const kernels = new KernelPool(
    jobs.map((job) => dirname(resolve(job.file))),
    options.sharedKernel === true,
    { [parametersVariable]: JSON.stringify(options.parameters ?? {}), [recordingsVariable]: "1" },
    (text) => options.onProgress?.({ kind: "notice", text }),
  );
  const interrupt = () => {
    kernels.kill();
  };
  options.signal?.addEventListener("abort", interrupt);
  const scenarios: Promise<ScenarioResult[]>[] = [];
  try {
    for (const [index, job] of jobs.entries()) {
      const kernel = await kernels.get(index);
      // From here on the notebook is written whatever happens; nothing has happened to it yet.
      options.signal?.throwIfAborted();
      await runJob(job, kernel, { ...options, cellTimeout, root }, { index, count: jobs.length }, scenarios);
      kernels.release(index);
    }
    return {
      notebooks: jobs.map((job) => job.writtenTo),
      scenarios: (await Promise.all(scenarios)).flat(),
      unreadParameters: Object.keys(options.parameters ?? {}).filter((name) => !mentions(jobs, name)),
    };
  } catch (error) {
    if (options.signal?.aborted !== true || error instanceof RunInterruptedError) throw error;
    throw new RunInterruptedError("the notebooks");
  } finally {
    options.signal?.removeEventListener("abort", interrupt);
    await Promise.allSettled([...scenarios, kernels.close()]);
  }
}

interface Job {
  readonly file: string;
  readonly writtenTo: string;
  readonly notebook: NotebookDocument;
}

function mentions(jobs: readonly Job[], parameter: string): boolean {
  if (libraryParameters.includes(parameter)) return true;
  const quoted = ['"', "'", "`"].map((quote) => quote + parameter + quote);
  return jobs.some((job) =>
    codeCellsOf(job.notebook).some((cell) => quoted.some((text) => cell.source.includes(text))),
  );
}

/** Runs one notebook and writes it, whatever comes of it. Charts are written while later cells run. */
async function runJob(
  job: Job,
  kernel: KernelClient,
  options: RunNotebooksOptions & { readonly cellTimeout: number; readonly root: string },
  place: { readonly index: number; readonly count: number },
  scenarios: Promise<ScenarioResult[]>[],
): Promise<void> {
  const name = basename(job.file);
  const cells = codeCellsOf(job.notebook).length;
  const onProgress = options.onProgress ?? (() => undefined);
  const charts = join(options.charts ?? join(options.root, "charts"), basename(name, ".ipynb"));
  const chartNames = new Set<string>();
  const start = performance.now();
  onProgress({ kind: "notebook-started", notebook: name, cells, index: place.index, notebooks: place.count });
  try {
    await runNotebook(job.notebook, kernel, {
      file: job.file,
      writtenTo: job.writtenTo,
      cellTimeout: options.cellTimeout,
      rewrite: portableText(options.root),
      onProgress,
      signal: options.signal,
      onCell: ({ cell, number, seconds, recordings }) => {
        const written = writeNotebookCharts(cell, recordings, charts, chartNames).then((files) => {
          const made = files.map((file) => ({ ...file, notebook: name, cell: number, seconds }));
          for (const scenario of made) options.onScenario?.(scenario);
          return made;
        });
        // It is awaited at the end of the run; until then a failure must not count as unhandled.
        written.catch(() => undefined);
        scenarios.push(written);
      },
    });
  } finally {
    await writeFileAtomic(job.writtenTo, formatNotebook(job.notebook));
  }
  onProgress({
    kind: "notebook-finished",
    notebook: name,
    cells,
    seconds: (performance.now() - start) / 1_000,
  });
}
