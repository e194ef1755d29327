import { type Comment, type CommentDisplayPart, type DeclarationReflection, Reflection } from "typedoc";
import { fenced } from "../markdownText.ts";

/** Finds where a declaration, or an error class by its name, is described: a link from the page that is written. */
export type FindPage = (described: Reflection | string) => string | undefined;

/** A docstring's text as Markdown, on as many lines as it has; error classes that it names are links. */
export function commentText(parts: readonly CommentDisplayPart[], findPage: FindPage): string {
  const link = (name: string, page: string | undefined, otherwise: string): string =>
    page === undefined ? otherwise : `[${name}](${page})`;
  const texts = parts.map((part) => {
    const { kind, text } = part;
    if (kind === "code") return text;
    if (kind !== "inline-tag")
      return text.replaceAll(/\b[A-Z]\w+Error\b/g, (name) => link(name, findPage(name), name));
    const page = part.target instanceof Reflection ? findPage(part.target) : undefined;
    return link(text, page, `\`${text}\``);
  });
  return texts.join("").trim();
}

/** A docstring's summary on one line. */
export function summaryOf(comment: Comment | undefined, findPage: FindPage): string {
  return oneLine(commentText(comment?.summary ?? [], findPage));
}

/** What a docstring has under a tag, each on one line. */
export function taggedTexts(
  comment: Comment | undefined,
  tag: `@${string}`,
  findPage: FindPage,
): readonly string[] {
  return (comment?.blockTags ?? [])
    .filter((block) => block.tag === tag)
    .map(({ content }) => oneLine(commentText(content, findPage)));
}

/** The examples of a docstring, as a block of code; empty if there is none. */
export function examplesOf(comment: Comment | undefined): string {
  const examples = (comment?.blockTags ?? [])
    .filter(({ tag }) => tag === "@example")
    .map(({ content }) => content.map(({ text }) => text).join(""))
    .map((text) => text.trim().replaceAll(/^```(ts)?\n?|\n?```$/g, ""));
  return codeBlock(examples.join("\n"));
}

/** Lines of TypeScript; empty if there is none. */
export function codeBlock(text: string): string {
  return text === "" ? "" : fenced(text, "ts");
}

/** The docstring of a declaration: its own, or that of what it is called with. */
export function commentOf(reflection: DeclarationReflection): Comment | undefined {
  return reflection.comment ?? reflection.signatures?.find(({ comment }) => comment !== undefined)?.comment;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}
