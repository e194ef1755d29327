import {
  type DeclarationReflection,
  type ParameterReflection,
  type Reflection,
  ReferenceType,
  type SignatureReflection,
  type SomeType,
  type TypeParameterReflection,
  type TypeVisitor,
} from "typedoc";

/** Characters of a line of code. */
const width = 100;

/** How a function or method is called, on one line or on one for each parameter. */
export function signatureText(
  name: string,
  { parameters = [], type, typeParameters }: SignatureReflection,
): string {
  const head = `${name}${typeParametersText(typeParameters)}`;
  const result = `: ${typeText(type)}`;
  const given = parameters.map(parameterText);
  const line = `${head}(${given.join(", ")})${result}`;
  if (line.length <= width) return line;
  return `${head}(\n${given.map((text) => `  ${text},\n`).join("")})${result}`;
}

/** What an alias stands for; a union that is long, on one line for each alternative. */
export function aliasText({ name, type, typeParameters }: DeclarationReflection): string {
  const head = `type ${name}${typeParametersText(typeParameters)} =`;
  const line = `${head} ${typeText(type)}`;
  if (line.length <= width || type?.type !== "union") return line;
  return `${head}${type.types.map((part) => `\n  | ${typeText(part)}`).join("")}`;
}

/** A type as TypeScript writes it. */
export function typeText(type: SomeType | undefined): string {
  return type?.toString() ?? "void";
}

function parameterText(parameter: ParameterReflection): string {
  const { name, flags, defaultValue, type } = parameter;
  const optional = flags.isOptional || defaultValue !== undefined ? "?" : "";
  // What is taken apart at once has no name.
  return `${flags.isRest ? "..." : ""}${name.replace("__namedParameters", "options")}${optional}: ${typeText(type)}`;
}

function typeParametersText(parameters: readonly TypeParameterReflection[] | undefined): string {
  if (parameters === undefined || parameters.length === 0) return "";
  const texts = parameters.map(({ name, type }) =>
    type === undefined ? name : `${name} extends ${typeText(type)}`,
  );
  return `<${texts.join(", ")}>`;
}

/** The declarations that types name, in order. */
export function namedIn(types: readonly (SomeType | undefined)[]): readonly Reflection[] {
  const named = new Set<Reflection>();
  const visit = (type: SomeType | undefined): void => {
    if (type instanceof ReferenceType && type.reflection !== undefined) named.add(type.reflection);
    type?.visit(partsOf(visit));
  };
  types.forEach(visit);
  return [...named];
}

/** Visits what a type is made of. */
function partsOf(visit: (type: SomeType | undefined) => void): Partial<TypeVisitor> {
  const all = (types: readonly SomeType[] = []): void => {
    types.forEach(visit);
  };
  return {
    array: ({ elementType }) => {
      visit(elementType);
    },
    intersection: ({ types }) => {
      all(types);
    },
    optional: ({ elementType }) => {
      visit(elementType);
    },
    reference: ({ typeArguments }) => {
      all(typeArguments);
    },
    reflection: ({ declaration }) => {
      for (const { parameters, type } of declaration.signatures ?? []) {
        all((parameters ?? []).flatMap((parameter) => parameter.type ?? []));
        visit(type);
      }
      all((declaration.children ?? []).flatMap(({ type }) => type ?? []));
    },
    tuple: ({ elements }) => {
      all(elements);
    },
    typeOperator: ({ target }) => {
      visit(target);
    },
    union: ({ types }) => {
      all(types);
    },
  };
}
