import { decisionsPage } from "./decisionsPage.ts";
import { makeNotebooks } from "./makeNotebooks.ts";
import { makeReference } from "./makeReference.ts";
import { makeArchitecture } from "./rooms/makeArchitecture.ts";

/** Folders of `docs` that hold nothing else than what is made. */
export const madeFolders = ["notebooks", "api"] as const;

/**
 * Makes all of the documentation that is made: pages and pictures of the notebooks as they were executed, the pages of
 * the API and of errors from the docstrings, the picture of the rooms from the imports, and the list of decisions.
 *
 * @param root - the project's folder
 * @returns content by path, from the folder `docs`
 */
export async function makeDocs(root: string): Promise<ReadonlyMap<string, string>> {
  const parts = [await makeNotebooks(root), await makeReference(root), await makeArchitecture(root)];
  return new Map([...parts.flatMap((part) => [...part]), ["decisions/index.md", await decisionsPage(root)]]);
}
