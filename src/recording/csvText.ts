import { describe, unexpected } from "./document.ts";

/** A cell, and where it is: line and column from 1, columns counted in cells. */
export interface CsvCell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Where a spreadsheet could find a formula, or our guard against it: at the start of a text, and behind whatever
 * parts cells in some country.
 */
const formula = /(?<=^|[,;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@＝＋－＠'])/gu;
const guard = /(?<=^|[,;\t\r\n])([^\S\t\r\n]*)'/gu;

/**
 * Writes any text as a cell, such that no spreadsheet calculates it: what looks like a formula gets an apostrophe in
 * front. {@link readTextCell} takes it away again.
 */
export function textCell(text: string): string {
  return quote(text.replaceAll(formula, "$1'"));
}

/** The text that {@link textCell} wrote. */
export function readTextCell({ text }: Pick<CsvCell, "text">): string {
  return text.replaceAll(guard, "$1");
}

/** Encloses what would otherwise end a cell. */
export function quote(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Reads CSV as RFC 4180 has it; a line may end with or without a carriage return.
 *
 * @param line - number of its first line, for messages
 * @returns records of cells; an empty last line is none
 * @throws RecordingFormatError if a quoted cell does not end, or goes on after its end
 */
export function parseCsv(text: string, line = 1): CsvCell[][] {
  const records: CsvCell[][] = [];
  let at = 0;
  let lineNumber = line;
  while (at < text.length) {
    const record: CsvCell[] = [];
    for (;;) {
      const place = { line: lineNumber, column: record.length + 1 };
      const cell = text[at] === '"' ? quotedCell(text, at, place) : plainCell(text, at);
      record.push({ text: cell.text, ...place });
      lineNumber += cell.text.split("\n").length - 1;
      at = cell.end;
      if (text[at] !== ",") break;
      at += 1;
    }
    records.push(record);
    at += text.startsWith("\r\n", at) ? 2 : 1;
    lineNumber += 1;
  }
  return records;
}

/** Where a cell is, for a message. */
export function describeCell({ line, column }: Pick<CsvCell, "line" | "column">): string {
  return `line ${line}, column ${column}`;
}

function plainCell(text: string, start: number): { text: string; end: number } {
  const end = /,|\r?\n|$/g;
  end.lastIndex = start;
  const at = end.exec(text)?.index ?? text.length;
  return { text: text.slice(start, at), end: at };
}

function quotedCell(
  text: string,
  start: number,
  place: { line: number; column: number },
): { text: string; end: number } {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1)
      throw unexpected(describeCell(place), "a quote that ends the cell", "the end of the text");
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const after = text.slice(end + 1, end + 3);
  if (after !== "" && !/^(?:,|\n|\r\n)/.test(after)) {
    throw unexpected(describeCell(place), "a comma or a line break after the quoted cell", describe(after));
  }
  return { text: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}
