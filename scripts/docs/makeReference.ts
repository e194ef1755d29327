import { apiPages } from "./api/apiPages.ts";
import { readEntries } from "./api/entries.ts";
import { errorsPage } from "./errorsPage.ts";

/**
 * Makes the pages of what the package exports, and of its errors, from the docstrings.
 *
 * @param root - the project's folder
 * @returns content by path, from the folder `docs`
 */
export async function makeReference(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readEntries(root);
  return new Map([...apiPages(entries), ["errors.md", errorsPage(entries)]]);
}
