import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseNotebook } from "../../src/runner/parseNotebook.ts";
import { chartPictures } from "./chartPictures.ts";
import { galleryPage } from "./galleryPage.ts";
import { notebookPage } from "./notebookPage.ts";

/**
 * Makes the pages of all notebooks and the gallery, from the notebooks as they were executed.
 *
 * @param root - the project's folder
 * @returns content by path, from the folder `docs`
 */
export async function makeNotebooks(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, "notebooks");
  const names = (await readdir(folder))
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => file.slice(0, -".ipynb".length))
    .sort();
  const pages = await Promise.all(
    names.map(async (name) => {
      const json = await readFile(join(folder, `${name}.ipynb`), "utf8");
      return notebookPage(name, parseNotebook(json, `notebooks/${name}.ipynb`), names);
    }),
  );
  const pictures = await Promise.all(
    pages.flatMap(({ name, charts }) =>
      charts.map(async (chart) => await chartPictures(chart, `notebooks/images/${name}`)),
    ),
  );
  return new Map([
    ...pages.map(({ name, markdown }) => [`notebooks/${name}.md`, markdown] as const),
    ["gallery.md", galleryPage(pages)] as const,
    ...pictures.flat(),
  ]);
}
