import type { CellOutputs } from "./cellOutputs.ts";
import type { NotebookCellFailure } from "./errors.ts";
import type { CellError } from "./tslab/cellErrors.ts";

/** The part of a failure that the cell itself tells. */
export type CellFailure = Pick<NotebookCellFailure, "line" | "errorName" | "errorMessage" | "traceback">;

/** How tslab prints what its compiler found: file (if not the cell), line, column, message. */
const diagnosticPattern = /^(?:(\S{1,500}) )?(\d+):(\d+) - (.*)$/;

/**
 * Works out why a cell failed: the error with its name and message, and the line of the cell.
 *
 * The error's text is removed from the cell's standard error, where tslab prints it.
 *
 * @param source - text of the cell
 * @param cell - its number, for the traceback
 * @param outputs - what it put out
 */
export function locateFailure(source: string, cell: number, outputs: CellOutputs): CellFailure {
  if (outputs.error !== undefined) {
    outputs.removeFromStandardError(`${outputs.error.printed}\n`);
    return describeError(source, cell, outputs.error);
  }
  const printed = outputs.standardError;
  outputs.removeFromStandardError(printed);
  const diagnostics = printed.split("\n").map((line) => diagnosticPattern.exec(line));
  const [file, line, , message] = diagnostics.find((match) => match !== null)?.slice(1) ?? [];
  if (line !== undefined && message !== undefined) {
    return {
      errorName: "TypeScriptError",
      errorMessage: message,
      traceback: diagnostics.flatMap((match) => (match === null ? [] : [readable(match)])),
      ...(file === undefined ? lineOf(source, Number(line)) : {}),
    };
  }
  const text = printed.trimEnd();
  return { errorName: "Error", errorMessage: text || "The cell failed.", traceback: text.split("\n") };
}

function readable([, file, line = "", column = "", message = ""]: RegExpExecArray): string {
  return `${file === undefined ? "" : `${file}, `}line ${line}, column ${column}: ${message}`;
}

function describeError(
  source: string,
  cell: number,
  { name, message, printed, line }: CellError,
): CellFailure {
  return {
    errorName: name,
    errorMessage: message,
    traceback: printed
      .split("\n")
      .map((text) => text.replace(/^(\s+at .{0,2000})this cell(?=, line \d+\)?$)/, `$1cell ${cell}`)),
    ...(line === undefined ? {} : lineOf(source, line)),
  };
}

function lineOf(source: string, number: number): Pick<CellFailure, "line"> {
  const text = source.split("\n")[number - 1]?.trim();
  return text === undefined ? {} : { line: { number, text } };
}
