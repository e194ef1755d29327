import { pictureElement } from "./chartPictures.ts";
import { escapeMarkdown, headingsOf } from "./markdownText.ts";
import type { NotebookPage } from "./notebookPage.ts";

/** Makes a page of all charts, each with a link to where it is explained. */
export function galleryPage(pages: readonly NotebookPage[]): string {
  const sections = pages
    .filter(({ charts }) => charts.length > 0)
    .map((page) => {
      const [title] = headingsOf(page.markdown);
      return [
        `## ${escapeMarkdown(title?.text ?? page.name)}`,
        `From [${page.name}](notebooks/${page.name}.md).`,
        ...page.charts.map((chart) => {
          const heading = sectionOf(page, `${chart.name}-light.svg`);
          const link = `notebooks/${page.name}.md${heading === undefined ? "" : `#${heading}`}`;
          return `### [${escapeMarkdown(chart.title)}](${link})\n\n${pictureElement(chart, `notebooks/images/${page.name}`)}`;
        }),
      ].join("\n\n");
    });
  const intro =
    "Every chart of the notebooks. They are drawn from what the contracts answer; the links lead to the code.";
  return `# Gallery\n\n${[intro, ...sections].join("\n\n")}\n`;
}

/** The anchor of the heading above a text. */
function sectionOf({ markdown }: NotebookPage, text: string): string | undefined {
  const at = markdown.slice(0, markdown.indexOf(`/${text}`)).split("\n").length;
  return headingsOf(markdown).findLast(({ line }) => line < at)?.anchor;
}
