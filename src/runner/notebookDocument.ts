/** A value that JSON can hold. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = Record<string, Json>;

/** An output of a cell, in nbformat 4; text is one string here, and lines in the file. */
export interface StreamOutput {
  output_type: "stream";
  name: "stdout" | "stderr";
  text: string;
}

/** Something shown in one or several formats. */
export interface DisplayOutput {
  output_type: "display_data";
  data: JsonObject;
  metadata: JsonObject;
}

/** The value of a cell. tslab prints it instead, other kernels send it. */
interface ResultOutput {
  output_type: "execute_result";
  data: JsonObject;
  metadata: JsonObject;
  execution_count: number | null;
}

/** What ended a cell. */
interface ErrorOutput {
  output_type: "error";
  ename: string;
  evalue: string;
  traceback: string[];
}

/** An output of a cell. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

/** A cell of code; fields that this kit does not know are kept as they are. */
export interface CodeCell {
  cell_type: "code";
  id: string;
  source: string;
  metadata: JsonObject;
  execution_count: number | null;
  outputs: Output[];
}

/** A cell of prose. */
interface TextCell {
  cell_type: "markdown" | "raw";
  id: string;
  source: string;
  metadata: JsonObject;
}

/** A notebook in nbformat 4.5, with texts joined. */
export interface NotebookDocument {
  cells: (CodeCell | TextCell)[];
  metadata: JsonObject;
  nbformat: 4;
  nbformat_minor: number;
}

/** The cells that are run: Jupyter does not execute a code cell without code either. */
export function codeCellsOf(notebook: NotebookDocument): CodeCell[] {
  return notebook.cells.filter(
    (cell): cell is CodeCell => cell.cell_type === "code" && cell.source.trim() !== "",
  );
}
