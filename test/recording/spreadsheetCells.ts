/**
 * The cells that a spreadsheet sees in a CSV file, as simply as spreadsheets read it: quotes count at the start of a
 * cell only.
 *
 * @param separator - what the reader's locale parts cells by
 */
export function spreadsheetCells(csv: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < csv.length) {
    if (csv[at] === '"') {
      let end = at + 1;
      while (end < csv.length && (csv[end] !== '"' || csv[end + 1] === '"')) end += csv[end] === '"' ? 2 : 1;
      cells.push(csv.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
      // What follows a closing quote is shown as text.
      while (at < csv.length && csv[at] !== separator && csv[at] !== "\n") at += 1;
    } else {
      let end = at;
      while (end < csv.length && csv[end] !== separator && csv[end] !== "\n") end += 1;
      cells.push(csv.slice(at, end));
      at = end;
    }
    at += 1;
  }
  return cells;
}

/** Whether a spreadsheet would calculate a cell. A number with a sign is a number. */
export function looksLikeFormula(cell: string): boolean {
  return /^\s*[=+\-@＝＋－＠]/u.test(cell) && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell);
}
