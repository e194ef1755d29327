import type { NotebookCellFailure } from "./errors.ts";
import type { CellOutputs } from "./cellOutputs.ts";
import type { AnnouncedError } from "./kernel/kernelHooks.ts";
import { locateSourceLine } from "./kernel/locateSourceLine.ts";

/** The part of a failure that the cell itself tells. */
export type CellFailure = Pick<NotebookCellFailure, "line" | "errorName" | "errorMessage" | "traceback">;

/** How tslab prints what its compiler found: file (if not the cell), line, column, message. */
const diagnosticPattern = /^(?:(\S+) )?(\d+):(\d+) - (.*)$/;

/**
 * Works out why a cell failed: the error with its name and message, and the line of the cell.
 *
 * The error's text is removed from the cell's standard error, where tslab prints it.
 *
 * @param source - text of the cell
 * @param cell - its number, for the traceback
 * @param outputs - what it put out
 */
export function describeFailure(source: string, cell: number, outputs: CellOutputs): CellFailure {
  const printed = outputs.standardError;
  const error = outputs.error;
  if (error !== undefined && printed.endsWith(error.printed)) {
    outputs.removeFromStandardError(error.printed);
    return describeError(source, cell, error);
  }
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

function describeError(source: string, cell: number, error: AnnouncedError): CellFailure {
  const { file, code } = error.script;
  const positions = new RegExp(`${file}:(\\d+):\\d+`, "g");
  const locate = (scriptLine: string) => locateSourceLine(source, code, Number(scriptLine));
  const place = (line: number) => `cell ${cell}, line ${line}`;
  const lines = [...framesOf(error.stack).join("\n").matchAll(positions)]
    .map((match) => locate(match[1] ?? ""))
    .filter((line) => line !== undefined);
  const traceback = withoutExcerpt(error.printed.trimEnd(), file)
    .split("\n")
    .filter((text) => !isInternalFrame(text))
    .map((text) =>
      text
        .replace(positions, (_, scriptLine: string) => {
          const line = locate(scriptLine);
          return line === undefined ? "" : place(line);
        })
        .replace(/notebook-cell-\d+:\d+:\d+/, "an earlier cell"),
    )
    // tslab's wrapper around a cell is part of the script, but not of the source.
    .filter((text) => !/^\s+at (async )?$/.test(text));
  const [first] = lines;
  // An error that prints without its stack, as this kit's own do, still tells where it happened.
  if (first !== undefined && !traceback.some((text) => text.includes(place(first)))) {
    traceback.push(`    at ${place(first)}`);
  }
  return {
    errorName: error.name,
    errorMessage: error.message,
    traceback,
    ...(first === undefined ? {} : lineOf(source, first)),
  };
}

function lineOf(source: string, number: number): Pick<CellFailure, "line"> {
  const text = source.split("\n")[number - 1]?.trim();
  return text === undefined ? {} : { line: { number, text } };
}

function framesOf(stack: string): string[] {
  return stack.split("\n").filter((line) => /^\s+at /.test(line));
}

/** Node puts the failing line of the compiled script in front of a stack. */
function withoutExcerpt(printed: string, file: string): string {
  return printed.startsWith(`${file}:`) ? printed.slice(printed.indexOf("\n\n") + 2) : printed;
}

/** Frames of Node, of the kernel and of the hooks say nothing about the cell. */
function isInternalFrame(line: string): boolean {
  return /^\s+at /.test(line) && /\(?(node:|.*[\\/]tslab[\\/]|.*[\\/]kernelHooks\.)/.test(line);
}
