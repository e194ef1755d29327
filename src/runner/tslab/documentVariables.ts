import type * as Compiler from "typescript";
import type { QuickInfo, TslabModules, TypeScript } from "./tslabModules.ts";

/**
 * Makes Shift-Tab on a variable show the docstring of its type, as on `$`, which nobody can document where it is
 * declared. A docstring of the variable's own comes first.
 */
export function documentVariables({ typescript }: TslabModules): void {
  const getQuickInfo = typescript.getQuickInfoAtPosition;
  typescript.getQuickInfoAtPosition = (file, checker, cancellation, position) => {
    const info = getQuickInfo(file, checker, cancellation, position);
    if (info === undefined || isDocumented(info)) return info;
    const name = typescript.getTouchingPropertyName(file, position);
    return { ...info, ...documentationOfType(typescript, checker, name) };
  };
}

function isDocumented({ documentation = [], tags = [] }: QuickInfo): boolean {
  return documentation.length + tags.length > 0;
}

/** Nothing for types without a name, such as a function's, and without a docstring. */
function documentationOfType(
  { SymbolFlags }: TypeScript,
  checker: Compiler.TypeChecker,
  name: Compiler.Node,
): Pick<QuickInfo, "documentation" | "tags"> {
  const { aliasSymbol, symbol } = checker.getTypeAtLocation(name) as Partial<Compiler.Type>;
  const named = aliasSymbol ?? symbol;
  if (
    named === undefined ||
    (named.flags & (SymbolFlags.Class | SymbolFlags.Interface | SymbolFlags.TypeAlias)) === 0
  )
    return {};
  return { documentation: named.getDocumentationComment(checker), tags: named.getJsDocTags(checker) };
}
