/** How {@link textTable} lays out. */
export interface TextTableOptions {
  /** Columns whose cells stand at the right, from 0. Default: none. */
  readonly right?: readonly number[];
  /** Whether a rule follows the first row. */
  readonly rule?: boolean;
}

/**
 * Lays rows out in columns, each as wide as its widest cell and two spaces apart.
 *
 * @param rows - cells by row; the first row has all columns
 * @returns lines without spaces at their ends
 * @example textTable([["name", "cells"], ["00-setup", "5"]], { right: [1] });
 */
export function textTable(
  rows: readonly (readonly string[])[],
  { right = [], rule = false }: TextTableOptions = {},
): string {
  const [head = [], ...rest] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const ruled = rule ? [head, widths.map((width) => "-".repeat(width)), ...rest] : rows;
  const pad = (cell: string, column: number): string =>
    right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return ruled.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
