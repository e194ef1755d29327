import { createRequire, SourceMap, type SourceMapPayload } from "node:module";
import type * as TypeScript from "typescript";

/** tslab appends this line to what it compiled. */
const scriptTail = "\n})(__tslab__.exports, __tslab__.require)";

/**
 * Finds the line of a cell's source to which a line of its compiled script belongs.
 *
 * tslab keeps no source map. So the cell is compiled again with one, in the same two steps and by the
 * same compiler. The results are compared from their ends, as tslab adds lines at the top only.
 *
 * @param source - text of the cell
 * @param script - what the kernel ran
 * @param scriptLine - line in the script, from 1
 * @returns line in the source, from 1; `undefined` if the two do not match
 */
export function locateSourceLine(source: string, script: string, scriptLine: number): number | undefined {
  const require = createRequire(import.meta.url);
  const ts = createRequire(require.resolve("tslab"))("@tslab/typescript-for-tslab") as typeof TypeScript;
  const options = { target: ts.ScriptTarget.ES2022, esModuleInterop: true, sourceMap: true };
  const names = namesOfCell(ts, source);
  const exporting = names.length === 0 ? source : `${source}\nexport {${names.join(", ")}}`;
  const first = ts.transpileModule(exporting, {
    fileName: "cell.ts",
    compilerOptions: { ...options, module: ts.ModuleKind.ESNext, experimentalDecorators: true },
  });
  const second = ts.transpileModule(first.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, ""), {
    fileName: "cell.js",
    compilerOptions: { ...options, module: ts.ModuleKind.CommonJS },
  });
  const recompiled = linesOf(second.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, ""));
  const ran = linesOf(script.endsWith(scriptTail) ? script.slice(0, -scriptTail.length) : script);
  const index = recompiled.length - ran.length + scriptLine - 1;
  const line = recompiled[index];
  if (line === undefined || essence(line) !== essence(ran[scriptLine - 1] ?? "")) return undefined;
  const javascript = originOf(second.sourceMapText, index, line.search(/\S/));
  if (javascript === undefined) return undefined;
  const typescript = originOf(first.sourceMapText, javascript.line, javascript.column);
  return typescript === undefined ? undefined : typescript.line + 1;
}

/** The names that tslab exports from a cell: all that it declares at its top level. */
function namesOfCell(ts: typeof TypeScript, source: string): string[] {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2022);
  const names: string[] = [];
  const addBinding = (name: TypeScript.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) addBinding(element.name);
  };
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) addBinding(declaration.name);
    } else if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause;
      if (clause?.name !== undefined) names.push(clause.name.text);
      const bindings = clause?.namedBindings;
      if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.push(bindings.name.text);
      else if (bindings !== undefined) names.push(...bindings.elements.map((element) => element.name.text));
    } else if (
      (ts.isFunctionDeclaration(statement) ||
        ts.isClassDeclaration(statement) ||
        ts.isEnumDeclaration(statement)) &&
      statement.name !== undefined
    ) {
      names.push(statement.name.text);
    }
  }
  return names;
}

function linesOf(code: string): string[] {
  return code.trimEnd().split("\n");
}

/** What tslab does not rewrite: it exports variables, and keeps the value of the last expression. */
function essence(line: string): string {
  return line
    .replace(/^\((async )?function\(exports, require\) \{ /, "")
    .replace(/\bexports\.(tsLastExpr\d* = )?/g, "")
    .replace(/\(0, ([\w.]+)\)/g, "$1")
    .replace(/\s|;$/g, "");
}

function originOf(
  mapText: string | undefined,
  line: number,
  column: number,
): { readonly line: number; readonly column: number } | undefined {
  if (mapText === undefined) return undefined;
  const entry = new SourceMap(JSON.parse(mapText) as SourceMapPayload).findEntry(line, column);
  return "originalLine" in entry ? { line: entry.originalLine, column: entry.originalColumn } : undefined;
}
