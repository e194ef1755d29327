import { RunInterruptedError } from "../common/errors.ts";
import { libraryParameters } from "../notebook/kernel/parameter.ts";
import { NotebookCellError } from "./errors.ts";
import { codeCellsOf, type NotebookDocument } from "./notebookDocument.ts";
import { NotebookPipeline, type Outcome, type PipelineOptions, type RunOptions } from "./notebookPipeline.ts";
import type { ScenarioResult } from "./writeNotebookCharts.ts";

/** What to run, and how. */
export interface RunNotebooksOptions
  extends Omit<PipelineOptions, "root">, Pick<RunOptions, "onScenario" | "signal"> {
  /** Paths of the notebooks, in the order in which they run. */
  readonly notebooks: readonly string[];
  /** The project's folder; the current folder unless told. */
  readonly root?: string;
  /** Called for each notebook, when it is done. */
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined;
  /** Called for a notebook with a cell that fails: then the others run all the same. */
  readonly onFailure?: (file: string, error: NotebookCellError) => void;
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
  const { notebooks, signal, onScenario, onOutcome, onFailure, parameters = {} } = options;
  const pipeline = new NotebookPipeline({ ...options, root: options.root ?? "." });
  const kill = () => {
    pipeline.kill();
  };
  signal?.addEventListener("abort", kill);
  try {
    const given = await pipeline.given();
    const decisions = await Promise.all(notebooks.map((file) => pipeline.decide(file, given)));
    const scenarios: ScenarioResult[] = [];
    for (const decision of decisions) {
      signal?.throwIfAborted();
      try {
        const outcome = await pipeline.run(decision, { among: decisions, onScenario, signal });
        scenarios.push(...outcome.scenarios);
        onOutcome?.(outcome);
      } catch (error) {
        if (onFailure === undefined || !(error instanceof NotebookCellError)) throw error;
        onFailure(decision.file, error);
      }
    }
    const documents = decisions.map(({ notebook }) => notebook);
    return {
      notebooks: notebooks.map((file) => pipeline.writtenTo(file)),
      scenarios,
      unreadParameters: Object.keys(parameters).filter((name) => !mentions(documents, name)),
    };
  } catch (error) {
    if (signal?.aborted !== true || error instanceof RunInterruptedError) throw error;
    throw new RunInterruptedError("the notebooks");
  } finally {
    signal?.removeEventListener("abort", kill);
    await pipeline.close();
  }
}

function mentions(notebooks: readonly NotebookDocument[], parameter: string): boolean {
  if (libraryParameters.includes(parameter)) return true;
  const quoted = ['"', "'", "`"].map((quote) => quote + parameter + quote);
  return notebooks.some((notebook) =>
    codeCellsOf(notebook).some((cell) => quoted.some((text) => cell.source.includes(text))),
  );
}
