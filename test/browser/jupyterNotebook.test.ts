import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import type { CodeCell, NotebookDocument } from "../../src/runner/notebookDocument.ts";
import { parseNotebook } from "../../src/runner/parseNotebook.ts";
import { codeCellsOf } from "../../src/runner/notebookDocument.ts";
import { launchChromium } from "./launchChromium.ts";
import { NotebookPage } from "./notebookPage.ts";
import { type JupyterUnderTest, startJupyter } from "./startJupyter.ts";

const setUp = "00-setup.ipynb";
const mining = "01-credit-mining.ipynb";

function read(folder: string, file: string): NotebookDocument {
  return parseNotebook(readFileSync(join(folder, file), "utf8"), file);
}

/** What the cells have put out, whichever way a file writes it. */
function outputsOf(notebook: NotebookDocument): Map<string, CodeCell["outputs"]> {
  return new Map(codeCellsOf(notebook).map(({ id, outputs }) => [id, outputs]));
}

function chartsIn(notebook: NotebookDocument): number {
  return JSON.stringify(notebook).split('"image/png"').length - 1;
}

// Jupyter Notebook 6, which Debian has; it draws no Vega-Lite, so its readers see the pictures.
describe("Jupyter Notebook", () => {
  let jupyter: JupyterUnderTest;
  let browser: Browser;
  before(async () => {
    [jupyter, browser] = await Promise.all([startJupyter(), launchChromium()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
  });

  it("listens on this machine only, and asks for a token", async () => {
    assert.match(jupyter.url, /^http:\/\/127\.0\.0\.1:/);
    const { status } = await fetch(`${jupyter.url}api/contents`);
    assert.equal(status, 403);
  });

  describe("with 01-credit-mining alone", () => {
    let notebook: NotebookPage;
    before(async () => {
      notebook = await NotebookPage.open(browser, jupyter, mining);
    });

    it("runs all cells, shows every chart, and saves what is shipped", async () => {
      assert.equal(await notebook.kernelName(), "TypeScript");
      await notebook.clearOutputs();
      assert.deepEqual(await notebook.pictures(), []);
      await notebook.runAll();
      const pictures = await notebook.pictures();
      assert.equal(pictures.length, chartsIn(read("notebooks", mining)));
      for (const { width, height } of pictures)
        assert.ok(width > 1_000 && height > 500, `${width} x ${height}`);
      await notebook.save();
      assert.deepEqual(outputsOf(read(jupyter.notebooks, mining)), outputsOf(read("notebooks", mining)));
    });

    it("shows how far a long cell is, interrupts it, and saves nothing of that", async () => {
      const long = await notebook.append(
        'await $.revert(funded);\nawait $.sleepAndRecord($.time(3650, "days"), $.time(1, "hour"));',
      );
      await notebook.start(long);
      await notebook.cell(long).locator("text=/\\d+%  .* samples/").waitFor();
      await notebook.interrupt();
      await notebook.whenIdle();
      assert.equal((await notebook.output(long)).trim(), "Interrupted.");
      await notebook.save();
      assert.doesNotMatch(readFileSync(join(jupyter.notebooks, mining), "utf8"), /[█░]/);
    });

    it("runs a scenario again after that, with the same result", async () => {
      const id = "without-work";
      await notebook.run(await notebook.indexOf(id));
      await notebook.save();
      const [again, shipped] = [read(jupyter.notebooks, mining), read("notebooks", mining)].map(outputsOf);
      assert.deepEqual(again?.get(id), shipped?.get(id));
    });

    it("shows all of 5,000 printed lines", async () => {
      const cell = await notebook.append('for (let i = 1; i <= 5000; i++) console.log("line", i);');
      await notebook.run(cell);
      const lines = (await notebook.output(cell)).split("\n").filter((line) => line !== "");
      assert.deepEqual([lines.length, lines.at(-1)], [5_000, "line 5000"]);
    });

    it("completes on Tab, and documents on Shift-Tab", async () => {
      const cell = await notebook.append("");
      await notebook.type(cell, "keep3r.v2.totalJob");
      await notebook.page.keyboard.press("Tab");
      await notebook.cell(cell).locator("text=keep3r.v2.totalJobCredits").waitFor();
      await notebook.page.keyboard.press("Shift+Tab");
      const tooltip = notebook.page.locator("#tooltip");
      await tooltip.getByText("Calculates the total credits of a given job").waitFor();
      await notebook.page.keyboard.press("Escape");
    });
  });

  it("runs 01-credit-mining in the kernel of 00-setup", async () => {
    const first = await NotebookPage.open(browser, jupyter, setUp);
    await first.runAll();
    await first.save();
    const kernel = await jupyter.kernelOf(setUp);
    await jupyter.useKernel(mining, kernel);
    const second = await NotebookPage.open(browser, jupyter, mining);
    assert.equal(await jupyter.kernelOf(mining), kernel);
    await second.runOnly(codeCellsOf(read("notebooks", mining)).map(({ id }) => id));
    await second.save();
    assert.deepEqual(outputsOf(read(jupyter.notebooks, setUp)), outputsOf(read("notebooks", setUp)));
    const shipped = outputsOf(read("notebooks", mining));
    const saved = outputsOf(read(jupyter.notebooks, mining));
    for (const [id, outputs] of shipped) assert.deepEqual(saved.get(id), outputs, id);
  });
});
