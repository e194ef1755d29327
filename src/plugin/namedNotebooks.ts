import { parseParameters } from "./parseParameters.ts";
import { selectNotebooks } from "./selectNotebooks.ts";

/** What somebody wants to have run. */
export interface NamedNotebooks {
  /** Paths of the notebooks. */
  readonly notebooks: string[];
  /** What cells read with `parameter()`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Finds the notebooks and parameters that a command line names.
 *
 * @param folder - where the project keeps its notebooks
 * @param files - paths or names of notebooks, and assignments: `--set a=1 b=2` reads naturally, and Hardhat hands
 *   `b=2` over as another file
 * @param set - assignments, parted by commas
 * @throws NotebookNotFoundError, InvalidParameterError
 */
export function namedNotebooks(
  folder: string,
  files: readonly string[],
  set: string | undefined,
): NamedNotebooks {
  const { names, parameters } = namesAndParameters(files, set);
  const notebooks = selectNotebooks(names, folder);
  return { notebooks, parameters };
}

/** Tells names of notebooks from assignments; both as in {@link namedNotebooks}. */
export function namesAndParameters(
  files: readonly string[],
  set: string | undefined,
): { readonly names: string[]; readonly parameters: Readonly<Record<string, string>> } {
  const isAssignment = (text: string): boolean => /^[A-Za-z_][\w.-]*=/.test(text) && !text.endsWith(".ipynb");
  const assignments = [...(set === undefined ? [] : [set]), ...files.filter(isAssignment)];
  return {
    names: files.filter((file) => !isAssignment(file)),
    parameters: assignments.length === 0 ? {} : parseParameters(assignments.join(",")),
  };
}
