import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a notebook of these code cells; a cell that starts with `#` is prose. */
export function writeTestNotebook(file: string, ...cells: string[]): string {
  mkdirSync(dirname(file), { recursive: true });
  const notebook = {
    cells: cells.map((source, index) => ({
      cell_type: source.startsWith("#") ? "markdown" : "code",
      id: `cell-${index}`,
      metadata: {},
      source,
      ...(source.startsWith("#") ? {} : { execution_count: null, outputs: [] }),
    })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
  writeFileSync(file, JSON.stringify(notebook));
  return file;
}
