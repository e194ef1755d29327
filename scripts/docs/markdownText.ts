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

/** A table; a cell's text is Markdown, and nothing in it can end the cell. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll(/\s*\n\s*/g, " ").replaceAll(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Puts a text between the two comments of a page that name it, in place of what was there. */
export function withBlock(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name}: made by npm run docs -->`, `<!-- end of ${name} -->`];
  const [before, rest = ""] = page.split(start);
  const [, after] = rest.split(end);
  if (before === undefined || after === undefined) throw new Error(`The page lacks ${start} or ${end}.`);
  const [ignore, on] = ["<!-- prettier-ignore-start -->", "<!-- prettier-ignore-end -->"];
  return `${before}${start}\n${ignore}\n\n${text}\n\n${on}\n${end}${after}`;
}

const codeOrFormula =
  /\$`[^`\n]+`\$|(`+)[^]*?\1|\n*(?<!\\)\$\$([^$]+)(?<!\\)\$\$\n*|(?<!\\)\$([^$\n]+)(?<!\\)\$/g;

/** Formulas outside of code, without their dollars. */
export function formulasOf(markdown: string): string[] {
  return [...markdown.matchAll(codeOrFormula)].flatMap(([, , block, inline]) => block ?? inline ?? []);
}

/** Whether Markdown would take a backslash away, as from `\,`. */
export function isDamagedByMarkdown(formula: string): boolean {
  return /\\[!-/:-@[-`{-~]/.test(formula);
}

/** Writes formulas that Markdown would damage in the way that code hosts leave alone. */
export function protectFormulas(markdown: string): string {
  return markdown.replaceAll(codeOrFormula, (whole, _, block?: string, inline?: string) => {
    const formula = block ?? inline;
    if (formula === undefined || !isDamagedByMarkdown(formula)) return whole;
    return inline === undefined ? `\n\n\`\`\`math\n${formula.trim()}\n\`\`\`\n\n` : `$\`${formula}\`$`;
  });
}
