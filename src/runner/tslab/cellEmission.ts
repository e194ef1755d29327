import { basename } from "node:path";
import type * as Compiler from "typescript";
import type { SourceFile, TypeScript } from "./tslabModules.ts";

/** Name under which tslab compiles every cell. */
const cellName = /^__tslab__\.[jt]s$/;

/** Name of the declarations that earlier cells have left. */
const earlierName = "__prev__.d.ts";

/** Whether a file of the compiler is the cell. */
export function isCell({ fileName }: SourceFile): boolean {
  return cellName.test(basename(fileName));
}

/**
 * The names that a cell declares at its top level: variables that can be assigned again, and all others.
 *
 * @param file - the cell, bound
 */
export function namesOf(
  { NodeFlags, SymbolFlags, getCombinedNodeFlags }: TypeScript,
  { locals = new Map() }: SourceFile,
): { readonly variables: ReadonlySet<string>; readonly others: readonly string[] } {
  const variables = new Set<string>();
  for (const [name, { flags, valueDeclaration }] of locals) {
    if ((flags & SymbolFlags.Variable) === 0 || valueDeclaration === undefined) continue;
    if ((getCombinedNodeFlags(valueDeclaration) & NodeFlags.Const) === 0) variables.add(name);
  }
  return { variables, others: [...locals.keys()].filter((name) => !variables.has(name)) };
}

/**
 * What tslab leaves out where it makes `exports.name` of the names of earlier cells: `{ name }`, which declares a
 * property as well. And what it must not touch: the property in `const { name: other } = …`.
 */
export function expandShorthands(
  typescript: TypeScript,
  checker: Compiler.TypeChecker,
): Compiler.TransformerFactory<Compiler.SourceFile> {
  const { factory } = typescript;
  const isEarlier = (symbol: Compiler.Symbol | undefined): boolean =>
    symbol?.declarations?.some((node) => basename(node.getSourceFile().fileName) === earlierName) === true;
  return (context) => (file) => {
    const expand = (node: Compiler.Node): Compiler.Node => {
      const visited = typescript.visitEachChild(node, expand, context);
      if (typescript.isBindingElement(visited)) {
        const { dotDotDotToken, propertyName, name, initializer } = visited;
        if (propertyName === undefined || !typescript.isIdentifier(propertyName)) return visited;
        const property = factory.createIdentifier(propertyName.text);
        return factory.updateBindingElement(visited, dotDotDotToken, property, name, initializer);
      }
      if (!typescript.isShorthandPropertyAssignment(node)) return visited;
      if (!isEarlier(checker.getShorthandAssignmentValueSymbol(node))) return visited;
      const { text } = node.name;
      const { objectAssignmentInitializer: initial } = visited as Compiler.ShorthandPropertyAssignment;
      const value = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), text);
      return typescript.setTextRange(
        factory.createPropertyAssignment(
          factory.createIdentifier(text),
          initial === undefined ? value : factory.createAssignment(value, initial),
        ),
        node,
      );
    };
    return typescript.visitNode(file, expand) as Compiler.SourceFile;
  };
}

/** Takes variables out of what a cell exports: they are not copied, but shared. */
export function exportNone(
  { factory, isExportDeclaration, isNamedExports }: TypeScript,
  variables: ReadonlySet<string>,
): Compiler.TransformerFactory<Compiler.SourceFile> {
  return () => (file) => {
    const statements = file.statements.map((statement) => {
      if (!isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) return statement;
      const { modifiers, isTypeOnly, exportClause } = statement;
      if (exportClause === undefined || !isNamedExports(exportClause)) return statement;
      const kept = exportClause.elements.filter(({ name }) => !variables.has(name.text));
      const clause = factory.updateNamedExports(exportClause, kept);
      return factory.updateExportDeclaration(statement, modifiers, isTypeOnly, clause, undefined, undefined);
    });
    return factory.updateSourceFile(file, statements);
  };
}

/** Gives `import.meta` its meaning in a module that was compiled to `require`. */
export function replaceImportMeta(typescript: TypeScript): Compiler.TransformerFactory<Compiler.SourceFile> {
  const { factory } = typescript;
  const meta = (): Compiler.Expression =>
    factory.createIdentifier(
      '({ url: require("node:url").pathToFileURL(__filename).href, filename: __filename, dirname: __dirname })',
    );
  return (context) => (file) => {
    const replace = (node: Compiler.Node): Compiler.Node =>
      typescript.isMetaProperty(node) && node.keywordToken === typescript.SyntaxKind.ImportKeyword
        ? meta()
        : typescript.visitEachChild(node, replace, context);
    return typescript.visitNode(file, replace) as Compiler.SourceFile;
  };
}
