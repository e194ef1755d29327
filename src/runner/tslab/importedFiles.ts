import { findAwaits } from "./awaits.ts";
import type { SourceFile, TypeScript } from "./tslabModules.ts";

/** Code that throws, in place of a file that cannot be imported. */
export function whyUnusable(typescript: TypeScript, file: SourceFile): string | undefined {
  const [problem] = file.parseDiagnostics;
  const { top } = findAwaits(typescript, file.text);
  const place = problem === undefined ? top : file.getLineAndCharacterOfPosition(problem.start);
  if (place === undefined) return undefined;
  const reason =
    problem === undefined
      ? "a cell cannot import a file that awaits something outside of functions; await it in an exported function"
      : typescript.flattenDiagnosticMessageText(problem.messageText, " ");
  const message = `${file.fileName}:${place.line + 1}:${place.character + 1}: ${reason}`;
  return `throw new SyntaxError(${JSON.stringify(message)});`;
}

/** Where each import of a file leads, by what it is called there. */
export function importsOf({ resolvedModules }: SourceFile): Map<string, string> {
  const imports = new Map<string, string>();
  resolvedModules?.forEach((resolution, name) => {
    const file = resolution?.resolvedModule?.resolvedFileName;
    if (file !== undefined) imports.set(name, file);
  });
  return imports;
}
