import type { Diagnostic } from "./tslabModules.ts";

/** How the compiler reports that a name is unknown; what follows suggests packages that a notebook does not want. */
const unknownName = /^(?:Cannot find name|No value exists in scope for the shorthand property) '([^']+)'\./;

/**
 * Makes the compiler name what to do about a name that no cell has declared so far, once for each name: in a notebook
 * it is nearly always a cell that has not been run yet, or that failed.
 */
export function explainUnknownNames(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const explained = new Set<string>();
  return diagnostics.flatMap((diagnostic) => {
    const name = unknownName.exec(diagnostic.messageText)?.[1];
    if (name === undefined || diagnostic.messageText.includes("Did you mean")) return [diagnostic];
    if (explained.has(name)) return [];
    explained.add(name);
    const hint = "Run the cell that declares it first; a cell that failed declares nothing.";
    return [{ ...diagnostic, messageText: `Cannot find name '${name}'. ${hint}` }];
  });
}
