import type { Browser, Page } from "playwright-core";
import type { JupyterUnderTest } from "./startJupyter.ts";

/** A picture under a cell, in pixels of the file. */
export interface Picture {
  readonly width: number;
  readonly height: number;
}

/** A notebook in a browser: what a reader does and sees in Jupyter Notebook 6. */
export class NotebookPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens a notebook and waits for its kernel. */
  static async open(browser: Browser, jupyter: JupyterUnderTest, file: string): Promise<NotebookPage> {
    const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
    await page.goto(`${jupyter.url}notebooks/${file}?token=${jupyter.token}`);
    const notebook = new NotebookPage(page);
    await notebook.whenIdle();
    return notebook;
  }

  async kernelName(): Promise<string> {
    return await this.page.locator("#kernel_indicator .kernel_indicator_name").innerText();
  }

  /** Menu Cell, Run All; waits until all cells have ended. */
  async runAll(): Promise<void> {
    await this.#menu("Cell", "#run_all_cells a");
    await this.whenIdle();
  }

  /** Runs one cell, by its place among all cells, and waits for its end. */
  async run(index: number): Promise<void> {
    await this.start(index);
    await this.whenIdle();
  }

  /** Starts one cell as a reader does: click into it, Ctrl-Enter. */
  async start(index: number): Promise<void> {
    await this.cell(index).locator(".input_area, .text_cell_render").first().click();
    await this.page.keyboard.press("Control+Enter");
  }

  /** Runs some cells, named by their identifiers, one after another. */
  async runOnly(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.run(await this.indexOf(id));
  }

  async clearOutputs(): Promise<void> {
    await this.page.evaluate("Jupyter.notebook.clear_all_output()");
  }

  /** Place of a cell among all cells. */
  async indexOf(id: string): Promise<number> {
    const find = `Jupyter.notebook.get_cells().findIndex((cell) => cell.id === ${JSON.stringify(id)})`;
    return await this.page.evaluate<number>(find);
  }

  /** Clicks into a cell and types. */
  async type(index: number, text: string): Promise<void> {
    await this.cell(index).locator(".CodeMirror").click();
    await this.page.keyboard.type(text);
  }

  /** Adds a code cell at the end. */
  async append(source: string): Promise<number> {
    return await this.page.evaluate<number>(`(() => {
      const cell = Jupyter.notebook.insert_cell_at_bottom("code");
      cell.set_text(${JSON.stringify(source)});
      return Jupyter.notebook.find_cell_index(cell);
    })()`);
  }

  /** Menu Kernel, Interrupt. */
  async interrupt(): Promise<void> {
    await this.#menu("Kernel", "#int_kernel a");
  }

  cell(index: number) {
    return this.page.locator("#notebook-container > .cell").nth(index);
  }

  /** Text under a cell. */
  async output(index: number): Promise<string> {
    return (await this.cell(index).locator(".output").allInnerTexts()).join("\n");
  }

  /** Pictures under all cells. */
  async pictures(): Promise<Picture[]> {
    return await this.page.evaluate<Picture[]>(`[...document.querySelectorAll(".output_png img")].map(
      (image) => ({ width: image.naturalWidth, height: image.naturalHeight }))`);
  }

  /** Saves, and waits until that is done. */
  async save(): Promise<void> {
    await this.page.evaluate("Jupyter.notebook.save_notebook()");
  }

  /** Waits until the kernel has nothing to do, and every cell that was to be run has its number. */
  async whenIdle(): Promise<void> {
    await this.page.waitForFunction(
      `(() => {
      const { notebook } = window.Jupyter ?? {};
      const { kernel } = notebook ?? {};
      if (!notebook?._fully_loaded || !kernel?.is_connected() || !kernel.info_reply.language_info) return false;
      return notebook.kernel_busy !== true && notebook.get_cells().every(
        (cell) => cell.cell_type !== "code" || cell.input_prompt_number !== "*");
    })()`,
      undefined,
      { timeout: 120_000 },
    );
  }

  async #menu(name: string, item: string): Promise<void> {
    await this.page
      .locator("#menubar ul.navbar-nav > li > a", { hasText: new RegExp(`^${name}$`) })
      .first()
      .click();
    await this.page.locator(item).click();
  }
}
