import { type NotebookChart, pictureElement } from "./chartPictures.ts";
import { escapeMarkdown, fenced, headingsOf } from "./markdownText.ts";
import type { NotebookPage } from "./notebookPage.ts";

/** Makes a page of all charts: thumbnails by notebook, each with a link to where it is explained, and its lines below. */
export function galleryPage(pages: readonly NotebookPage[]): string {
  const sections = pages
    .filter(({ charts }) => charts.length > 0)
    .map((page) => {
      const [title] = headingsOf(page.markdown);
      const drawn = page.charts.filter(({ lines }) => lines !== "");
      return [
        `## ${escapeMarkdown(title?.text ?? page.name)}`,
        `From [${page.name}](notebooks/${page.name}.md).`,
        thumbnails(page),
        ...(drawn.length === 0 ? [] : ["The lines that draw them, to copy:"]),
        ...drawn.map(({ lines }) => fenced(lines, "ts")),
      ].join("\n\n");
    });
  const intro =
    "Every chart of the notebooks. They are drawn from what the contracts answer; the links lead to the code.";
  return `# Gallery\n\n${[intro, ...sections].join("\n\n")}\n`;
}

/** Two pictures in a row, each below its title. */
function thumbnails(page: NotebookPage): string {
  const cells = page.charts.map((chart): readonly [title: string, picture: string] => {
    const heading = sectionOf(page, `${chart.name}-light.svg`);
    const link = `notebooks/${page.name}.md${heading === undefined ? "" : `#${heading}`}`;
    return [`[${escapeMarkdown(chart.title)}](${link})`, pictureOf(chart, page)];
  });
  const pairs = cells.flatMap((cell, index) =>
    index % 2 === 0 ? [[cell, cells[index + 1] ?? ["", ""]]] : [],
  );
  const row = (left: string, right: string): string => `| ${inCell(left)} | ${inCell(right)} |`;
  const rows = pairs.flatMap(([left, right]) => [
    row(left?.[0] ?? "", right?.[0] ?? ""),
    row(left?.[1] ?? "", right?.[1] ?? ""),
  ]);
  return [rows[0], "| --- | --- |", ...rows.slice(1)].join("\n");
}

function pictureOf(chart: NotebookChart, page: NotebookPage): string {
  return pictureElement(chart, `notebooks/images/${page.name}`);
}

/** A cell of a table is one line, without bars. */
function inCell(text: string): string {
  return text
    .replaceAll("\n", " ")
    .replace(/(?<!\\)\|/g, "&#124;")
    .replace(/ {2,}/g, " ");
}

/** The anchor of the heading above a text. */
function sectionOf({ markdown }: NotebookPage, text: string): string | undefined {
  const at = markdown.slice(0, markdown.indexOf(`/${text}`)).split("\n").length;
  return headingsOf(markdown).findLast(({ line }) => line < at)?.anchor;
}
