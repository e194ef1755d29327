/** Comments, which are left alone, or the head of a function: name and parameters, then everything up to the body. */
const commentOrFunction = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(\bfunction\s+\w+\s*\([^)]*\))([^{};]*)(?=\{)/g;

/**
 * Declares every function of a contract `virtual`, so that another contract can override it. Private ones, and those
 * that are virtual already, stay as they are; so does everything else, line numbers included.
 *
 * @param source - Solidity, of contracts only: a library's functions cannot be virtual
 * @example makeFunctionsVirtual("function f() public {}"); // "function f() virtual public {}"
 */
export function makeFunctionsVirtual(source: string): string {
  return source.replace(commentOrFunction, (text, head?: string, attributes?: string) => {
    if (head === undefined || attributes === undefined) return text;
    return /\b(virtual|private)\b/.test(attributes) ? text : `${head} virtual${attributes}`;
  });
}
