import type { NotebookDocument } from "./notebookDocument.ts";

/** Text formats whose names do not say so; Jupyter splits these into lines as well. */
const textTypes = ["application/javascript", "image/svg+xml"];

/**
 * Writes a notebook as JSON text, the way Jupyter does: texts as lists of lines, keys in
 * alphabetical order, indented by one space, with a newline at the end. A notebook that is executed
 * here and saved there differs only where it changed.
 *
 * @param notebook - the notebook; it is not changed
 */
export function formatNotebook(notebook: NotebookDocument): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: splitLines(cell.source),
    ...(cell.cell_type === "code" ? { outputs: cell.outputs.map(splitOutput) } : {}),
  }));
  return `${JSON.stringify(sortKeys({ ...notebook, cells }), null, 1)}\n`;
}

function splitOutput(output: object): object {
  if ("text" in output && typeof output.text === "string")
    return { ...output, text: splitLines(output.text) };
  if (!("data" in output) || typeof output.data !== "object" || output.data === null) return output;
  const data = Object.entries(output.data).map(([mimeType, content]: [string, unknown]) => {
    const isText = mimeType.startsWith("text/") || textTypes.includes(mimeType);
    return [mimeType, isText && typeof content === "string" ? splitLines(content) : content] as const;
  });
  return { ...output, data: Object.fromEntries(data) };
}

function splitLines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortKeys(entry)]));
}
