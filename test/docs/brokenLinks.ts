import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { headingsOf, withoutCode } from "../../scripts/docs/markdownText.ts";

const markdownLink = /!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?[^)]*\)/g;
const htmlLink = /\s(?:href|src|srcset)="([^"]*)"/g;

/**
 * Finds links of a Markdown file that lead nowhere: to no file of the project, or to no heading of it. Links to other
 * sites are not followed.
 *
 * @returns a line for each, such as `docs/a.md: #nothing`
 */
export function brokenLinks(root: string, file: string): string[] {
  const text = withoutCode(readFileSync(join(root, file), "utf8")).replaceAll(/`[^`\n]*`/g, "");
  const targets = [markdownLink, htmlLink].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, target = ""]) => target),
  );
  return targets
    .filter((target) => !isExternal(target) && !exists(root, file, target))
    .map((target) => `${file}: ${target}`);
}

function isExternal(target: string): boolean {
  return /^https?:\/\//.test(target);
}

function exists(root: string, file: string, target: string): boolean {
  const [path = "", anchor] = decodeURIComponent(target).split("#");
  const led = path === "" ? join(root, file) : resolve(dirname(join(root, file)), path);
  if (relative(root, led).startsWith("..") || !existsSync(led)) return false;
  if (anchor === undefined || !led.endsWith(".md")) return true;
  const text = readFileSync(led, "utf8");
  return text.includes(`<a id="${anchor}">`) || headingsOf(text).some((heading) => heading.anchor === anchor);
}
