import { SimulationError } from "./simulationError.ts";

/** What is known about a cell that failed. */
export interface NotebookCellFailure {
  /** File name of the notebook. */
  readonly notebook: string;
  /** Number of the cell among the notebook's code cells, from 1: what Jupyter shows as `[n]`. */
  readonly cell: number;
  /** Line in the cell, from 1, and its text; absent where the error does not say. */
  readonly line?: { readonly number: number; readonly text: string };
  /** Class of the error, such as `"TypeError"`. */
  readonly errorName: string;
  /** Message of the error. */
  readonly errorMessage: string;
  /** Error and stack as text, one entry per line. */
  readonly traceback: readonly string[];
  /** Where the notebook was written, with the outputs so far. */
  readonly writtenTo: string;
  readonly cause?: unknown;
}

/** Thrown when a cell of a notebook fails, runs out of time or takes its kernel down. */
export class NotebookCellError extends SimulationError {
  readonly code = "NOTEBOOK_CELL_FAILED";
  /** The details, for programs. */
  readonly failure: NotebookCellFailure;

  constructor(failure: NotebookCellFailure) {
    const [firstLine = "", ...moreLines] = failure.errorMessage.split("\n");
    const line = failure.line;
    const place = `${failure.notebook}, cell ${failure.cell}${line === undefined ? "" : `, line ${line.number}`}`;
    super({
      message: `${place}: ${failure.errorName}: ${firstLine}`,
      hint: [
        ...moreLines,
        ...(line === undefined ? [] : [`  ${line.number} | ${line.text}`]),
        `Outputs so far are in ${failure.writtenTo}: fix the cell and run the notebook again.`,
      ].join("\n"),
      cause: failure.cause,
    });
    this.failure = failure;
  }
}
