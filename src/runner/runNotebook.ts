import { basename } from "node:path";
import { RunInterruptedError, SimulationError } from "../common/errors.ts";
import { CellOutputs } from "./cellOutputs.ts";
import { type CellFailure, locateFailure } from "./locateFailure.ts";
import { KernelDiedError, NotebookCellError } from "./errors.ts";
import type { ExecuteReply, KernelClient } from "./kernel/kernelClient.ts";
import type { KernelMessage } from "./kernel/kernelMessage.ts";
import { type Use, useMimeType } from "./kernel/reportUses.ts";
import { type CodeCell, codeCellsOf, type NotebookDocument } from "./notebookDocument.ts";
import type { RunProgress } from "./runProgress.ts";

/** A cell that has ended well. */
export interface ExecutedCell {
  readonly cell: CodeCell;
  /** Its place among the code cells, from 1. */
  readonly number: number;
  /** Wall time, seconds. */
  readonly seconds: number;
  /** For each of the cell's outputs the recording behind it, as JSON; `undefined` where there is none. */
  readonly recordings: readonly (string | undefined)[];
}

/** How one notebook is run. */
export interface RunNotebookOptions {
  /** Path of the notebook, for progress and errors. */
  readonly file: string;
  /** Where it will be written, for errors. */
  readonly writtenTo: string;
  /** Limit for a cell, seconds. */
  readonly cellTimeout: number;
  /** Applied to all text that is kept. */
  readonly rewrite: (text: string) => string;
  readonly onProgress: (progress: RunProgress) => void;
  /** Called when a cell has ended well. */
  readonly onCell: (cell: ExecutedCell) => void;
  /** Called when a cell reads something, in a kernel that reports it. */
  readonly onUse?: (use: Use) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the cells of a notebook, in order, in a kernel, and puts their outputs into the notebook.
 *
 * What an earlier run has left is removed first. The notebook is changed in place, so that what was
 * put out before a failure is there to be written.
 *
 * @throws NotebookCellError if a cell fails, takes too long or takes the kernel down
 * @throws RunInterruptedError if the signal comes
 */
export async function runNotebook(
  notebook: NotebookDocument,
  kernel: KernelClient,
  options: RunNotebookOptions,
): Promise<void> {
  const name = basename(options.file);
  const cells = codeCellsOf(notebook);
  for (const cell of cells) Object.assign(cell, { outputs: [], execution_count: null });
  const collected: CellOutputs[] = [];
  const updateOutputs = () => {
    // All of them: a cell may go on printing while later ones run.
    for (const [index, outputs] of collected.entries()) {
      const cell = cells[index];
      const error = cell?.outputs.filter((output) => output.output_type === "error") ?? [];
      if (cell !== undefined) cell.outputs = [...outputs.toOutputs(), ...error];
    }
  };
  for (const [index, cell] of cells.entries()) {
    const number = index + 1;
    const outputs = new CellOutputs(options.rewrite);
    collected.push(outputs);
    options.onProgress({
      kind: "cell-started",
      notebook: name,
      cell: number,
      cells: cells.length,
      title: titleOf(cell),
    });
    const start = performance.now();
    const ended = await execute(cell, kernel, outputs, options);
    if (options.signal?.aborted === true) {
      updateOutputs();
      throw new RunInterruptedError(`${name}, cell ${number}`);
    }
    const failure = failureOf(ended, cell, number, outputs);
    cell.execution_count = "reply" in ended ? ended.reply.executionCount : number;
    updateOutputs();
    if (failure !== undefined) {
      const { cause, ...told } = failure;
      const readable: CellFailure = {
        ...told,
        errorMessage: options.rewrite(told.errorMessage),
        traceback: told.traceback.map(options.rewrite),
      };
      cell.outputs.push({
        output_type: "error",
        ename: readable.errorName,
        evalue: readable.errorMessage,
        traceback: [...readable.traceback],
      });
      throw new NotebookCellError({
        ...readable,
        notebook: name,
        cell: number,
        writtenTo: options.rewrite(options.writtenTo),
        cause,
      });
    }
    const seconds = (performance.now() - start) / 1_000;
    options.onCell({ cell, number, seconds, recordings: outputs.recordings });
  }
}

type Ended = { readonly reply: ExecuteReply } | { readonly error: SimulationError };

async function execute(
  cell: CodeCell,
  kernel: KernelClient,
  outputs: CellOutputs,
  options: RunNotebookOptions,
): Promise<Ended> {
  try {
    const onOutput = (message: KernelMessage): void => {
      const use = useIn(message);
      if (use === undefined) outputs.add(message);
      else options.onUse?.(use);
    };
    return { reply: await kernel.execute(cell.source, { timeout: options.cellTimeout, onOutput }) };
  } catch (error) {
    if (error instanceof SimulationError) return { error };
    throw error;
  }
}

function useIn({ type, content }: KernelMessage): Use | undefined {
  if (type !== "display_data") return undefined;
  return (content.data as { readonly [useMimeType]?: Use })[useMimeType];
}

function failureOf(
  ended: Ended,
  cell: CodeCell,
  number: number,
  outputs: CellOutputs,
): (CellFailure & { readonly cause?: unknown }) | undefined {
  if ("error" in ended) {
    const { name, message } = ended.error;
    const said = ended.error instanceof KernelDiedError ? outputs.standardError.trimEnd() : "";
    const traceback = [...`${name}: ${message}`.split("\n"), ...(said === "" ? [] : [said])];
    return { errorName: name, errorMessage: message, traceback, cause: ended.error };
  }
  if (ended.reply.status === "error") return locateFailure(cell.source, number, outputs);
  const unhandled = outputs.unhandledError;
  if (unhandled === undefined) return undefined;
  const [first = ""] = unhandled.split("\n");
  return {
    errorName: "UnhandledError",
    errorMessage: `${first}\nNothing waited for this: a promise without await, or a callback that throws.`,
    traceback: unhandled.split("\n"),
  };
}

/** A cell's first line names what it does. */
function titleOf(cell: CodeCell): string {
  const [line = ""] = cell.source.trim().split("\n");
  return line.replace(/^(\/\/+|\/\*+)\s*|\s*\*\/$/g, "").trim();
}
