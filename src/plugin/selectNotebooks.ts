import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { NotebookNotFoundError } from "../runner/errors.ts";

/**
 * Finds the notebooks that somebody means.
 *
 * @param names - paths of `.ipynb` files, or names in `folder`: in full, without the ending, or the
 *   beginning alone where it fits only one; none means all in `folder`
 * @param folder - where the project keeps its notebooks
 * @returns paths: in the order given, or by name
 * @throws NotebookNotFoundError if a name fits none or several; it lists those that there are
 */
export function selectNotebooks(names: readonly string[], folder: string): string[] {
  const available = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(".ipynb"))
        .sort()
    : [];
  if (names.length === 0) {
    if (available.length === 0) throw notFound("*.ipynb", folder, available);
    return available.map((file) => join(folder, file));
  }
  const selected = names.map((name) => {
    if (name.endsWith(".ipynb") && existsSync(name)) return resolve(name);
    const exact = available.find((file) => file === name || file === `${name}.ipynb`);
    const starting = available.filter((file) => file.startsWith(name));
    const file = exact ?? (starting.length === 1 ? starting[0] : undefined);
    if (file === undefined || name === "") throw notFound(name, folder, available);
    return join(folder, file);
  });
  return [...new Set(selected)];
}

function notFound(name: string, folder: string, available: readonly string[]): NotebookNotFoundError {
  return new NotebookNotFoundError(name, relative(process.cwd(), folder) || folder, available);
}
