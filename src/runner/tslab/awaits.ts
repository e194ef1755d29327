import type * as Compiler from "typescript";
import type { Diagnostic, TypeScript } from "./tslabModules.ts";

/** Where a cell awaits something. */
interface Awaits {
  /** The first place outside of functions; absent if there is none. */
  readonly top: Compiler.LineAndCharacter | undefined;
  /** A complaint about each `await` in a function that is not async. */
  readonly misplaced: readonly Diagnostic[];
}

/**
 * Finds what tslab overlooks: at the top of a cell `for await` and `await (`; and, in methods of objects, an `await`
 * without `async`.
 *
 * @param source - the cell, or another file
 */
export function findAwaits(typescript: TypeScript, source: string): Awaits {
  if (!source.includes("await")) return { top: undefined, misplaced: [] };
  // Only in a module can `await` stand outside of functions.
  const file = typescript.createSourceFile(
    "cell.ts",
    `${source}\nexport {};`,
    typescript.ScriptTarget.Latest,
    true,
  );
  const { AwaitExpression, AwaitKeyword, AsyncKeyword } = typescript.SyntaxKind;
  const misplaced: Diagnostic[] = [];
  let top: Compiler.LineAndCharacter | undefined;
  const visit = (node: Compiler.Node, inside: "top" | "async" | "sync"): void => {
    if (node.kind === AwaitExpression || node.kind === AwaitKeyword) {
      if (inside === "top") top ??= file.getLineAndCharacterOfPosition(node.getStart(file));
      if (inside === "sync") misplaced.push(complaint(file, node));
    }
    const isAsync = (): boolean =>
      typescript.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === AsyncKeyword) === true;
    const within = !typescript.isFunctionLike(node) ? inside : isAsync() ? "async" : "sync";
    typescript.forEachChild(node, (child) => {
      visit(child, within);
    });
  };
  visit(file, "top");
  return { top, misplaced };
}

function complaint(file: Compiler.SourceFile, node: Compiler.Node): Diagnostic {
  return {
    start: file.getLineAndCharacterOfPosition(node.getStart(file)),
    end: file.getLineAndCharacterOfPosition(node.end),
    code: 1308,
    messageText: "'await' expressions are only allowed within async functions and at the top of a cell.",
  };
}
