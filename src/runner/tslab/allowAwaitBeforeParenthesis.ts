import type { SourceFile, SyntaxNode, TslabModules, TypeScript } from "./tslabModules.ts";

/**
 * Lets a cell begin an expression with `await (`, as in `await (await token.approve(spender, 1n)).wait()`.
 *
 * TypeScript 5.0 takes such an `await` for the name of a function first, and then parses again. Two things go wrong:
 * the compiler fails when it has to say from which module the type of one of the cell's constants comes, and tslab
 * does not see that the cell waits.
 */
export function allowAwaitBeforeParenthesis({ typescript, converter }: TslabModules): void {
  const createHost = typescript.createWatchCompilerHost;
  typescript.createWatchCompilerHost = (...options) => {
    const host = createHost(...options);
    const { createProgram } = host;
    host.createProgram = (...args) => {
      const program = createProgram(...args);
      program.getSourceFiles().forEach(givePathToOriginals);
      return program;
    };
    return host;
  };

  const createConverter = converter.createConverter;
  converter.createConverter = (options) => {
    const created = createConverter(options);
    return {
      ...created,
      convert: (declarations, source) => {
        const compiled = created.convert(declarations, source);
        return {
          ...compiled,
          hasToplevelAwait: compiled.hasToplevelAwait === true || waits(typescript, source),
        };
      },
    };
  };
}

/** The file of the first attempt stays behind as the second's original, and has no path. */
function givePathToOriginals(file: SourceFile): void {
  for (let { original } = file; original !== undefined; original = original.original) {
    original.path = file.path;
  }
}

/** Whether a cell awaits something outside of functions. */
function waits(typescript: TypeScript, source: string): boolean {
  const { AwaitExpression } = typescript.SyntaxKind;
  const contains = (node: SyntaxNode): boolean =>
    node.kind === AwaitExpression ||
    (!typescript.isFunctionLike(node) && typescript.forEachChild(node, contains) === true);
  // Only in a module can `await` stand outside of functions.
  return (
    source.includes("await") &&
    contains(typescript.createSourceFile("cell.ts", `${source}\nexport {};`, typescript.ScriptTarget.Latest))
  );
}
