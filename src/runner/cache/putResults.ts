import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import { formatNotebook } from "../formatNotebook.ts";
import type { NotebookDocument } from "../notebookDocument.ts";
import { parseNotebook } from "../parseNotebook.ts";
import { codeCellsOf } from "../runNotebook.ts";
import type { CellResult, RunResults } from "./runStore.ts";

/** Where results go. */
export interface ResultPlaces {
  /** The notebook that was run. */
  readonly file: string;
  /** The executed notebook: the same file, or another. */
  readonly writtenTo: string;
  /** Folder of its charts. */
  readonly charts: string;
}

/** What a notebook gets beside the outputs of its cells. */
export type NotebookResults = Pick<RunResults, "cells" | "languageInfo">;

/**
 * Puts results into a notebook as it is now on disk, so that nothing is lost that somebody has written since the run
 * began. A notebook whose code has changed since is left alone.
 *
 * @param ran - the notebook as it was run
 * @returns whether the file was written; it is not if it has the results already
 */
export async function putIntoNotebook(
  { file, writtenTo }: Pick<ResultPlaces, "file" | "writtenTo">,
  ran: NotebookDocument,
  { cells, languageInfo }: NotebookResults,
): Promise<boolean> {
  const content = await readFile(file).catch(() => undefined);
  if (content === undefined) return false;
  const notebook = parseOrNothing(content, file);
  if (notebook === undefined || !hasSameCode(notebook, ran)) return false;
  const results = new Map(codeCellsOf(notebook).map((cell, index) => [cell, cells[index]]));
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "code") continue;
    const result: CellResult | undefined = results.get(cell);
    cell.outputs = result?.outputs ?? [];
    cell.execution_count = result?.execution_count ?? null;
  }
  notebook.metadata = {
    ...notebook.metadata,
    kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
    language_info: languageInfo,
  };
  return await writeIfDifferent(writtenTo, Buffer.from(formatNotebook(notebook)));
}

/**
 * Puts the charts of a run where they belong.
 *
 * @returns the files that were missing or different
 */
export async function putCharts(folder: string, { charts }: Pick<RunResults, "charts">): Promise<string[]> {
  const files = charts.flatMap((chart) => Object.entries(chart.files));
  const written = await Promise.all(
    files.map(async ([name, content]) => {
      // What a file in the cache says must not lead out of the folder.
      const file = join(folder, basename(name));
      return (await writeIfDifferent(file, Buffer.from(content, "base64"))) ? [file] : [];
    }),
  );
  return written.flat();
}

/** Whether two notebooks run the same code. */
export function hasSameCode(a: NotebookDocument, b: NotebookDocument): boolean {
  const [first, second] = [a, b].map((notebook) => codeCellsOf(notebook).map((cell) => cell.source));
  return JSON.stringify(first) === JSON.stringify(second);
}

function parseOrNothing(content: Uint8Array, file: string): NotebookDocument | undefined {
  try {
    return parseNotebook(content, file);
  } catch {
    // Half written: whoever writes it goes on.
    return undefined;
  }
}

async function writeIfDifferent(file: string, content: Buffer): Promise<boolean> {
  const there = await readFile(file).catch(() => undefined);
  if (there?.equals(content) === true) return false;
  await writeFileAtomic(file, content);
  return true;
}
