/** An import or export up to its file, and the attributes that follow. */
const statement =
  /^([ \t]*(?:import|export)\b[^;"'`]{0,5000}(?:"[^"\n]*"|'[^'\n]*')\s*)(with\s*\{[^{}]*\})/gm;

/**
 * Blanks out the attributes of imports, as in `import data from "./data.json" with { type: "json" }`: Node asks for
 * them, TypeScript 5.0 does not know them, and `require` does not need them. All places stay as they are.
 */
export function withoutImportAttributes(source: string): string {
  if (!source.includes("with")) return source;
  return source.replace(statement, (_, start: string, attributes: string) => {
    return start + attributes.replace(/[^\n]/g, " ");
  });
}
