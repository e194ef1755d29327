import {
  type DeclarationReflection,
  ReferenceType,
  type Reflection,
  ReflectionKind,
  type SignatureReflection,
} from "typedoc";
import { markdownTable } from "../markdownText.ts";
import {
  codeBlock,
  commentOf,
  commentText,
  examplesOf,
  type FindPage,
  summaryOf,
  taggedTexts,
} from "./commentText.ts";
import { aliasText, namedIn, signatureText, typeText } from "./signatureText.ts";

/** Describes an export under a heading of its name. */
export function exportText(reflection: DeclarationReflection, findPage: FindPage): string {
  const parts = [`### ${reflection.name}`];
  if (reflection.kind === ReflectionKind.Function)
    parts.push(...callText(reflection, reflection.name, findPage));
  else if (reflection.kind === ReflectionKind.Variable) parts.push(...valueText(reflection, findPage));
  else if (reflection.kind === ReflectionKind.TypeAlias) parts.push(...aliasParts(reflection, findPage));
  else parts.push(...membersText(reflection, findPage));
  return parts.filter((part) => part !== "").join("\n\n");
}

/** A function or method: what it does, how it is called, and what its docstring says of the parts. */
function callText(reflection: DeclarationReflection, name: string, findPage: FindPage): string[] {
  const signatures = reflection.signatures ?? [];
  const comment = commentOf(reflection);
  const documented = signatures.filter(({ parameters }) => parameters !== undefined);
  const parameters = new Map(
    documented
      .flatMap((signature) =>
        (signature.parameters ?? []).map(
          (parameter) => [parameter.name, summaryOf(parameter.comment, findPage)] as const,
        ),
      )
      .filter(([, text]) => text !== ""),
  );
  const [returns] = taggedTexts(comment, "@returns", findPage);
  const types = typeLinks(signatures, findPage);
  const lines = [
    ...[...parameters].map(([parameter, text]) => `- \`${parameter}\`: ${text}`),
    ...(returns === undefined ? [] : [`- Returns ${returns}`]),
    ...taggedTexts(comment, "@throws", findPage).map((text) => `- Throws ${text}`),
    ...taggedTexts(comment, "@source", findPage).map((text) => `- Source: ${text}`),
    ...(types === "" ? [] : [`- Types: ${types}`]),
  ];
  return [
    commentText(comment?.summary ?? [], findPage),
    codeBlock(signatures.map((signature) => signatureText(name, signature)).join("\n")),
    lines.join("\n"),
    examplesOf(comment),
  ];
}

function valueText(reflection: DeclarationReflection, findPage: FindPage): string[] {
  const { name, type, comment } = reflection;
  const shown = type instanceof ReferenceType || type?.type === "array" ? `: ${typeText(type)}` : "";
  return [
    summaryOf(comment, findPage),
    shown === "" || name === "default" ? "" : codeBlock(`const ${name}${shown}`),
    examplesOf(comment),
  ];
}

function aliasParts(reflection: DeclarationReflection, findPage: FindPage): string[] {
  const types = links(namedIn([reflection.type]), findPage);
  return [
    commentText(reflection.comment?.summary ?? [], findPage),
    codeBlock(aliasText(reflection)),
    types === "" ? "" : `Types: ${types}`,
    examplesOf(reflection.comment),
  ];
}

/** An interface or a class: its properties as a table, then its methods. */
function membersText(reflection: DeclarationReflection, findPage: FindPage): string[] {
  const parents = (reflection.extendedTypes ?? []).flatMap((type) => {
    const page =
      type instanceof ReferenceType && type.reflection !== undefined ? findPage(type.reflection) : undefined;
    return page === undefined ? [] : [{ name: type.toString(), page }];
  });
  const isShown = ({ inheritedFrom }: DeclarationReflection): boolean =>
    !parents.some(({ name }) => inheritedFrom?.name.startsWith(`${name}.`));
  const members = (reflection.children ?? []).filter(isShown);
  const properties = members.filter(
    ({ kind }) => kind === ReflectionKind.Property || kind === ReflectionKind.Accessor,
  );
  const methods = members.filter(({ kind }) => kind === ReflectionKind.Method);
  const calls = reflection.signatures ?? [];
  const rows = properties.map((property) => {
    const { name, flags, type, getSignature } = property;
    const comment = property.comment ?? getSignature?.comment;
    const links = linksOf([type ?? getSignature?.type], findPage);
    const text = [summaryOf(comment, findPage), ...taggedTexts(comment, "@returns", findPage), links];
    return [
      `\`${name}${flags.isOptional ? "?" : ""}\``,
      `\`${typeText(type ?? getSignature?.type)}\``,
      text.filter((part) => part !== "").join(" "),
    ];
  });
  return [
    commentText(reflection.comment?.summary ?? [], findPage),
    parents.length === 0
      ? ""
      : `Takes all of ${parents.map(({ name, page }) => `[${name}](${page})`).join(" and ")}${rows.length + methods.length === 0 ? "." : ", and:"}`,
    calls.length === 0 ? "" : codeBlock(calls.map((call) => signatureText("", call)).join("\n")),
    methods.length < 6
      ? ""
      : methods.map(({ name }) => `[${name}](#${methodAnchor(reflection, name)})`).join(" · "),
    rows.length === 0 ? "" : markdownTable(["member", "type", "what"], rows),
    examplesOf(reflection.comment),
    ...methods.flatMap((method) => [
      `#### ${reflection.name}.${method.name}`,
      ...callText(method, method.name, findPage),
    ]),
  ];
}

function methodAnchor(parent: DeclarationReflection, name: string): string {
  return `${parent.name}${name}`.toLowerCase();
}

function typeLinks(signatures: readonly SignatureReflection[], findPage: FindPage): string {
  return links(
    namedIn(signatures.flatMap(({ parameters = [], type }) => [...parameters.map((one) => one.type), type])),
    findPage,
  );
}

function linksOf(types: Parameters<typeof namedIn>[0], findPage: FindPage): string {
  const found = links(namedIn(types), findPage);
  return found === "" ? "" : `→ ${found}`;
}

function links(reflections: readonly Reflection[], findPage: FindPage): string {
  return reflections
    .flatMap((reflection) => {
      const page = findPage(reflection);
      return page === undefined ? [] : [`[${reflection.name}](${page})`];
    })
    .join(", ");
}
