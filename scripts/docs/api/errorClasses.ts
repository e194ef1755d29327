import { type DeclarationReflection, LiteralType, ReflectionKind } from "typedoc";

/** Name of the class that all errors of the package extend. */
const base = "SimulationError";

/** Whether an export is one of the kit's errors, whose page is docs/errors.md. */
export function isErrorClass(reflection: DeclarationReflection): boolean {
  return (
    reflection.kind === ReflectionKind.Class &&
    (reflection.extendedTypes ?? []).some((type) => type.toString() === base)
  );
}

/** The `code` of an error class. */
export function codeOf(reflection: DeclarationReflection): string {
  const { type } = reflection.getChildByName(["code"]) as DeclarationReflection;
  if (type instanceof LiteralType && typeof type.value === "string") return type.value;
  throw new Error(`${reflection.name} has no code.`);
}

/** The anchor of an error on its page: what `SimulationError.docsPath` leads to. */
export function errorAnchor(code: string): string {
  return code.toLowerCase();
}
