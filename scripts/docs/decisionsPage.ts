import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { markdownTable } from "./markdownText.ts";

/**
 * Makes the list of all decisions from their files, `NNNN-title.md`: a heading, a date, the text.
 *
 * @param root - the project's folder
 */
export async function decisionsPage(root: string): Promise<string> {
  const folder = join(root, "docs", "decisions");
  const files = (await readdir(folder)).filter((file) => /^\d{4}-[a-z0-9-]+\.md$/.test(file)).sort();
  const rows = await Promise.all(
    files.map(async (file) => {
      const [, title = "", date = ""] =
        /^# (.+)\n\n(\d{4}-\d\d-\d\d)\n\n/.exec(await readFile(join(folder, file), "utf8")) ?? [];
      if (date === "") throw new Error(`docs/decisions/${file} does not begin with a heading and a date.`);
      return [file.slice(0, 4), `[${title}](${file})`, date];
    }),
  );
  const intro =
    "What was decided, and why. A decision that no longer holds is replaced: its file is rewritten with a new date. Made by `npm run docs`.";
  return `# Decisions\n\n${intro}\n\n${markdownTable(["number", "decision", "date"], rows)}\n`;
}
