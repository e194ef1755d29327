import GithubSlugger from "github-slugger";
import { visibleText } from "../../src/common/visibleText.ts";

/** A block of text that nothing in it can end. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${visibleText(text).replace(/\s+$/, "")}\n${fence}`;
}

/** Any text as part of a line of Markdown: nothing in it is markup. */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]~$|]/g, "\\$&")
    .replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The headings of a Markdown text outside of code, with the anchors that a code host gives them. */
export function headingsOf(
  markdown: string,
): { readonly text: string; readonly anchor: string; readonly line: number }[] {
  const slugger = new GithubSlugger();
  return withoutCode(markdown)
    .split("\n")
    .flatMap((content, line) => {
      const text = /^#{1,6} +(.*?)(?: +#*)?$/.exec(content)?.[1];
      if (text === undefined) return [];
      const plain = text.replace(/[`*]|\\(?=[^\w\s]|_)/g, "").replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1");
      return [{ text: plain, anchor: slugger.slug(plain), line }];
    });
}

/** Blanks the blocks of code, so that lines keep their numbers. */
export function withoutCode(markdown: string): string {
  return markdown.replace(/^(`{3,})[^]*?^\1`*$/gm, (block) => block.replace(/[^\n]/g, ""));
}
