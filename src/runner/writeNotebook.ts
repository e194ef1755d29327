import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { writeFileAtomic } from "../common/writeFileAtomic.ts";
import { formatNotebook } from "./formatNotebook.ts";
import { kernelName, kernelspec } from "./jupyter/kernelSpecification.ts";
import { type CodeCell, codeCellsOf, type JsonObject, type NotebookDocument } from "./notebookDocument.ts";
import { parseNotebook } from "./parseNotebook.ts";

/** What a notebook gets from a run. */
export interface NotebookResults {
  /** Of each code cell that ran, in order. */
  readonly cells: readonly Pick<CodeCell, "execution_count" | "outputs">[];
  /** What the kernel reports about its language. */
  readonly languageInfo: JsonObject;
}

/**
 * Writes results into a notebook as it is now on disk, so that nothing is lost that somebody has written since the run
 * began. One whose code has changed since is left alone, unless the executed notebook goes elsewhere.
 *
 * @param file - path of the notebook
 * @param writtenTo - path of the executed notebook: the same file, or another
 * @param ran - the notebook as it was run
 * @returns whether the file was written: not if it has the results already; `undefined` if it is left alone
 */
export async function writeNotebook(
  file: string,
  writtenTo: string,
  ran: NotebookDocument,
  { cells, languageInfo }: NotebookResults,
): Promise<boolean | undefined> {
  const now = await readAgain(file);
  const isSame = now !== undefined && hasSameCode(now, ran);
  if (!isSame && resolve(writtenTo) === resolve(file)) return undefined;
  const notebook = isSame ? now : ran;
  const results = new Map(codeCellsOf(notebook).map((cell, index) => [cell, cells[index]]));
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "code") continue;
    const { outputs = [], execution_count = null } = results.get(cell) ?? {};
    Object.assign(cell, { outputs, execution_count });
  }
  notebook.metadata = {
    ...notebook.metadata,
    kernelspec: { ...kernelspec, name: kernelName },
    language_info: languageInfo,
  };
  return await writeIfDifferent(writtenTo, Buffer.from(formatNotebook(notebook)));
}

/** Whether two notebooks run the same code. */
export function hasSameCode(a: NotebookDocument, b: NotebookDocument): boolean {
  const [first, second] = [a, b].map((notebook) => codeCellsOf(notebook).map((cell) => cell.source));
  return JSON.stringify(first) === JSON.stringify(second);
}

/**
 * Writes a file unless it has this content.
 *
 * @returns whether it was written
 */
export async function writeIfDifferent(file: string, content: Buffer): Promise<boolean> {
  const there = await readFile(file).catch(() => undefined);
  if (there?.equals(content) === true) return false;
  await writeFileAtomic(file, content);
  return true;
}

async function readAgain(file: string): Promise<NotebookDocument | undefined> {
  try {
    return parseNotebook(await readFile(file), file);
  } catch {
    // Gone, or half written: whoever writes it goes on.
    return undefined;
  }
}
