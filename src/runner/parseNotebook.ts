import { hash } from "node:crypto";
import { InvalidNotebookError } from "./errors.ts";
import type { NotebookDocument } from "./notebookDocument.ts";

const cellTypes = ["code", "markdown", "raw"];

/** How a file begins that was saved in another encoding than UTF-8, and what decodes it. */
const byteOrderMarks = [
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
] as const;

/**
 * Reads a notebook from its file's content.
 *
 * It is UTF-8, as Jupyter writes it; a byte order mark is skipped, and one of UTF-16 is followed. Other encodings are
 * refused: letters that cannot be read could not be written back.
 *
 * Fields that this kit does not know are kept. Cells of a notebook older than nbformat 4.5 get an id,
 * made from their place and text, so that it is the same every time.
 *
 * @param content - of the file: its bytes, or text that somebody has decoded
 * @param file - its path, for the message of an error
 * @throws InvalidNotebookError if it is not text in UTF-8, not JSON, not nbformat 4, or breaks a rule of it
 */
export function parseNotebook(content: Uint8Array | string, file: string): NotebookDocument {
  const json = typeof content === "string" ? content : decode(content, file);
  let notebook: unknown;
  try {
    notebook = JSON.parse(json.replace(/^\uFEFF/, ""));
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

function decode(content: Uint8Array, file: string): string {
  const mark = byteOrderMarks.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte));
  const encoding = mark?.encoding ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch (error) {
    const hint = "Save it in UTF-8 with an editor that knows its encoding, or restore it from git.";
    throw new InvalidNotebookError(file, `it is not text in ${encoding.toUpperCase()}`, error, hint);
  }
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
