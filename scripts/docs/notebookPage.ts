import { posix } from "node:path";
import type { CodeCell, NotebookDocument } from "../../src/runner/notebookDocument.ts";
import { chartOf, type NotebookChart, pictureElement } from "./chartPictures.ts";
import { fenced, protectFormulas } from "./markdownText.ts";

/** A notebook as it is shown in the documentation. */
export interface NotebookPage {
  /** File name without its ending. */
  readonly name: string;
  readonly markdown: string;
  /** Its charts in order; names differ from each other. */
  readonly charts: readonly NotebookChart[];
}

/**
 * Makes a Markdown page of an executed notebook: its prose, its code, what that printed, and its charts.
 *
 * @param name - file name of the notebook, without its ending
 * @param notebooks - names of all notebooks, which prose may link to
 */
export function notebookPage(
  name: string,
  notebook: NotebookDocument,
  notebooks: readonly string[],
): NotebookPage {
  const charts: NotebookChart[] = [];
  const parts = notebook.cells.flatMap((cell) => {
    if (cell.cell_type === "markdown") return [protectFormulas(relink(cell.source, notebooks)).trim()];
    if (cell.cell_type !== "code" || cell.source.trim() === "") return [];
    const before = charts.length;
    return [
      fenced(cell.source, "ts"),
      ...cell.outputs.flatMap((output) =>
        outputParts(output, name, charts, chartOf(output, cell.source, charts.length - before)),
      ),
    ];
  });
  const made = `Made from [${name}.ipynb](../../notebooks/${name}.ipynb) by \`npm run docs\`.`;
  return { name, charts, markdown: `${[...parts, "---", made].join("\n\n")}\n` };
}

function outputParts(
  output: CodeCell["outputs"][number],
  notebook: string,
  charts: NotebookChart[],
  found: NotebookChart | undefined,
): string[] {
  if (output.output_type === "stream") return output.text.trim() === "" ? [] : [fenced(output.text, "text")];
  if (output.output_type === "error") return [fenced(output.traceback.join("\n"), "text")];
  if (found === undefined) {
    const text = output.data["text/plain"];
    return typeof text === "string" ? [fenced(text, "text")] : [];
  }
  const taken = charts.filter(({ name }) => name === found.name || name.startsWith(`${found.name}-`)).length;
  const chart = taken === 0 ? found : { ...found, name: `${found.name}-${taken + 1}` };
  charts.push(chart);
  return [pictureElement(chart, `images/${notebook}`)];
}

/** Links of prose start from the notebook's folder: those to notebooks lead to their pages, others stay where they led. */
function relink(markdown: string, notebooks: readonly string[]): string {
  return markdown.replace(/(\]\()([^)\s:#][^)\s:]*)(?=[)\s])/g, (_, start: string, link: string) => {
    const [path = "", anchor] = link.split("#");
    const page = notebooks.find((name) => path === `${name}.ipynb` || path === `./${name}.ipynb`);
    const target = page === undefined ? posix.join("../../notebooks", path) : `${page}.md`;
    return `${start}${target}${anchor === undefined ? "" : `#${anchor}`}`;
  });
}
