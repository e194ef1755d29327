import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { entries } from "../../scripts/docs/api/entries.ts";
import { galleryPage } from "../../scripts/docs/galleryPage.ts";
import { madeFolders, makeDocs } from "../../scripts/docs/makeDocs.ts";
import {
  formulasOf,
  headingsOf,
  isDamagedByMarkdown,
  protectFormulas,
} from "../../scripts/docs/markdownText.ts";
import { notebookPage } from "../../scripts/docs/notebookPage.ts";
import type { CodeCell, NotebookDocument } from "../../src/runner/notebookDocument.ts";
import { hostileChart, hostileTexts } from "../support/hostileRecording.ts";
import { brokenLinks } from "./brokenLinks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const committed = (path: string): string => readFileSync(join(root, "docs", path), "utf8");

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(ending));
}

function code(source: string, outputs: CodeCell["outputs"]): CodeCell {
  return { cell_type: "code", id: "a", source, metadata: {}, execution_count: 1, outputs };
}

function notebook(...cells: NotebookDocument["cells"]): NotebookDocument {
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

function prose(source: string): NotebookDocument["cells"][number] {
  return { cell_type: "markdown", id: "b", source, metadata: {} };
}

/** Pages that people write, and those that are made. */
const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...filesIn("docs", ".md")];

describe("the documentation", () => {
  it("is what the notebooks, docstrings, imports and decisions make of it", async () => {
    const made = await makeDocs(root);
    for (const [path, content] of made) {
      // Compared as a whole: of a picture, a difference would be one line of thousands of characters.
      assert.ok(committed(path) === content, `docs/${path} is stale: run npm run docs`);
    }
    const files = madeFolders.flatMap((folder) => [
      ...filesIn(`docs/${folder}`, ".md"),
      ...filesIn(`docs/${folder}`, ".svg"),
    ]);
    assert.deepEqual(
      files.filter((file) => !made.has(file.replace("docs/", ""))),
      [],
      "files of notebooks or entries that are gone: run npm run docs",
    );
  });

  it("has a page for each entry of the package", () => {
    const { name, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly name: string;
      readonly exports: Readonly<Record<string, unknown>>;
    };
    const importable = Object.keys(exports).filter((subpath) => subpath !== "./package.json");
    assert.deepEqual(
      entries.map(({ specifier }) => specifier).sort(),
      importable.map((subpath) => `${name}${subpath.slice(1)}`).sort(),
    );
  });

  it("has no path of a machine in it", () => {
    for (const file of pages) {
      assert.ok(!readFileSync(join(root, file), "utf8").includes(root), file);
    }
  });

  it("has no link that leads nowhere", () => {
    assert.ok(pages.length > 60);
    assert.deepEqual(
      pages.flatMap((file) => brokenLinks(root, file)),
      [],
    );
  });

  it("has only formulas that a code host shows as they are written", () => {
    for (const file of pages) {
      const formulas = formulasOf(readFileSync(join(root, file), "utf8"));
      assert.deepEqual(formulas.filter(isDamagedByMarkdown), [], file);
    }
  });
});

describe("brokenLinks", () => {
  const folder = mkdtempSync(join(tmpdir(), "links-"));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds files and headings that are not there, in Markdown and HTML, and not in code", () => {
    mkdirSync(join(folder, "docs"));
    writeFileSync(join(folder, "README.md"), "# Top\n\n## `a` & b\n");
    const lines = [
      "[good](../README.md#top), [also](../README.md#a--b), [here](#end), <https://x.example>, [x](https://x.example)",
      '<img src="../README.md"> `[code](nothing.md)`',
      "```md\n[block](nothing.md)\n```",
      '[gone](gone.md) [no heading](../README.md#bottom) [out](../../etc) <img src="gone.svg"> ![](gone.png)',
      "## End",
    ];
    writeFileSync(join(folder, "docs", "page.md"), lines.join("\n\n"));
    assert.deepEqual(
      brokenLinks(folder, "docs/page.md").sort(),
      ["../../etc", "../README.md#bottom", "gone.md", "gone.png", "gone.svg"].map(
        (link) => `docs/page.md: ${link}`,
      ),
    );
  });
});

describe("protectFormulas", () => {
  it("keeps the backslashes that Markdown takes away, and leaves code, prices and other formulas alone", () => {
    const kept = "$\\frac{a}{b}$, `$a\\,b$`, \\$5 and \\$6, $5 to $6";
    assert.equal(protectFormulas(kept), kept);
    assert.equal(
      protectFormulas("of $1.0001^{\\,tick}$ and $\\{a\\}$"),
      "of $`1.0001^{\\,tick}`$ and $`\\{a\\}`$",
    );
    assert.equal(protectFormulas("so\n\n$$\na \\\\ b\n$$"), "so\n\n```math\na \\\\ b\n```\n\n");
    assert.deepEqual(formulasOf(protectFormulas("$a\\;b$ and $c$")).filter(isDamagedByMarkdown), []);
  });
});

describe("a notebook's page", () => {
  it("holds prose, code and what it printed, and leaves mathematics alone", () => {
    const { markdown } = notebookPage(
      "02-a",
      notebook(
        prose(
          "# Title\n\n$1.0001^{tick}$ and $$\\frac{a}{b}$$, [next](03-b.ipynb#end), [source](../src/index.ts)",
        ),
        code("// Print\nconsole.log(1)", [{ output_type: "stream", name: "stdout", text: "1\n" }]),
        code("  ", []),
      ),
      ["02-a", "03-b"],
    );
    assert.equal(
      markdown,
      [
        "# Title\n\n$1.0001^{tick}$ and $$\\frac{a}{b}$$, [next](03-b.md#end), [source](../../src/index.ts)",
        "```ts\n// Print\nconsole.log(1)\n```",
        "```text\n1\n```",
        "---",
        "Made from [02-a.ipynb](../../notebooks/02-a.ipynb) by `npm run docs`.\n",
      ].join("\n\n"),
    );
  });

  it("lets nothing that was printed or drawn out of its place", () => {
    const { spec } = hostileChart();
    const text = ["```\n# heading", ...hostileTexts].join("\n");
    const page = notebookPage(
      "x",
      notebook(
        prose("# Title"),
        code("1", [
          { output_type: "stream", name: "stdout", text },
          {
            output_type: "display_data",
            data: { "application/vnd.vegalite.v5+json": JSON.parse(JSON.stringify(spec)) as never },
            metadata: { simulation: { name: "../x", title: hostileTexts.join(" ") } },
          },
        ]),
      ),
      [],
    );
    assert.equal(page.charts[0]?.name, "x");
    assert.deepEqual(
      headingsOf(page.markdown).map(({ text: heading }) => heading),
      ["Title"],
    );
    for (const markdown of [page.markdown, galleryPage([page])]) {
      const outside = markdown.replace(/^(`{3,})[^]*?^\1$/gm, "").replace(/"[^"]*"/g, '""');
      assert.doesNotMatch(outside, /<(?!\/?picture>|source media="" srcset="">|img alt="" src="">)/);
      assert.doesNotMatch(markdown, /(?![\t\n\r])\p{Cc}|\u202e/u);
      assert.doesNotMatch(outside, /(?<!\\)\]\((?!notebooks\/|\.\.\/)/);
    }
  });

  it("shows charts as thumbnails, two in a row, and the lines that draw each", () => {
    const chart = (name: string) =>
      ({
        output_type: "display_data",
        data: { "application/vnd.vegalite.v5+json": { description: `${name} | as a chart` } },
        metadata: { simulation: { name, title: `${name} | title` } },
      }) as const;
    const draw = 'await $.draw({\n  title: "one",\n});';
    const plot = 'await $.plot(rows, { mark: "bar", x: "a" });';
    const cell = code(`// Draw\nconst a = 1;\n${draw}\n${plot}\nconsole.log(a);`, [
      chart("one"),
      chart("two"),
    ]);
    const page = notebookPage("x", notebook(prose("# Question"), cell, code("1", [chart("three")])), []);
    const gallery = galleryPage([page]);
    assert.deepEqual(
      page.charts.map(({ lines }) => lines),
      [draw, plot, ""],
    );
    for (const lines of [draw, plot]) assert.ok(gallery.includes(`\`\`\`ts\n${lines}\n\`\`\``), gallery);
    const rows = gallery.split("\n").filter((line) => line.startsWith("|"));
    assert.equal(rows.length, 5);
    for (const row of rows) assert.equal(row.split(/(?<!\\)\|/).length, 4, row);
    assert.match(rows[0] ?? "", /\[one \\\| title\]\(notebooks\/x\.md#question\)/);
    assert.match(rows[2] ?? "", /<picture> .*one-light\.svg.*two-light\.svg/);
  });

  it("tells charts of one name apart", () => {
    const chart = {
      output_type: "display_data",
      data: { "application/vnd.vegalite.v5+json": { description: "A chart" } },
      metadata: { simulation: { name: "same", title: "Same" } },
    } as const;
    const { charts } = notebookPage("x", notebook(code("1", [{ ...chart }, { ...chart }])), []);
    assert.deepEqual(
      charts.map(({ name }) => name),
      ["same", "same-2"],
    );
  });
});
