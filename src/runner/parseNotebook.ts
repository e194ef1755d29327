import { hash } from "node:crypto";
import { InvalidNotebookError } from "./errors.ts";
import type { NotebookDocument } from "./notebookDocument.ts";

const cellTypes = ["code", "markdown", "raw"];

/**
 * Reads a notebook from its JSON text.
 *
 * Fields that this kit does not know are kept. Cells of a notebook older than nbformat 4.5 get an id,
 * made from their place and text, so that it is the same every time.
 *
 * @param json - content of the file
 * @param file - its path, for the message of an error
 * @throws InvalidNotebookError if it is not JSON, not nbformat 4, or breaks a rule of it
 */
export function parseNotebook(json: string, file: string): NotebookDocument {
  let notebook: unknown;
  try {
    notebook = JSON.parse(json);
  } catch (error) {
    throw new InvalidNotebookError(file, `it is not JSON (${(error as Error).message})`, error);
  }
  const problem = (reason: string) => new InvalidNotebookError(file, reason);
  if (!isObject(notebook)) throw problem("it is not a JSON object");
  if (notebook.nbformat !== 4) throw problem(`nbformat is ${JSON.stringify(notebook.nbformat)}, not 4`);
  if (!Array.isArray(notebook.cells)) throw problem("cells is not an array");
  if (!isObject((notebook.metadata ??= {}))) throw problem("metadata is not an object");
  const minor = typeof notebook.nbformat_minor === "number" ? notebook.nbformat_minor : 0;
  notebook.nbformat_minor = Math.max(5, minor);
  const ids = new Set<string>();
  for (const [index, cell] of notebook.cells.entries()) {
    const place = `cells[${index}]`;
    if (!isObject(cell)) throw problem(`${place} is not an object`);
    if (!cellTypes.includes(cell.cell_type as string)) {
      throw problem(`${place}.cell_type is ${JSON.stringify(cell.cell_type)}`);
    }
    const source = joinLines(cell.source);
    if (source === undefined) throw problem(`${place}.source is not text`);
    cell.source = source;
    cell.metadata ??= {};
    cell.id ??= hash("sha256", `${index}\n${source}`).slice(0, 8);
    if (typeof cell.id !== "string" || !/^[\w-]{1,64}$/.test(cell.id) || ids.has(cell.id)) {
      throw problem(`${place}.id is ${JSON.stringify(cell.id)}, which is not a unique id`);
    }
    ids.add(cell.id);
    if (cell.cell_type !== "code") continue;
    cell.execution_count ??= null;
    cell.outputs ??= [];
    if (!Array.isArray(cell.outputs)) throw problem(`${place}.outputs is not an array`);
    for (const output of cell.outputs) joinOutput(output);
  }
  return notebook as unknown as NotebookDocument;
}

function joinOutput(output: unknown): void {
  if (!isObject(output)) return;
  if (output.output_type === "stream") output.text = joinLines(output.text) ?? "";
  if (!isObject(output.data)) return;
  for (const [mimeType, content] of Object.entries(output.data)) {
    if (!mimeType.endsWith("json")) output.data[mimeType] = joinLines(content) ?? content;
  }
}

function joinLines(text: unknown): string | undefined {
  if (typeof text === "string") return text;
  return Array.isArray(text) && text.every((line) => typeof line === "string") ? text.join("") : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
