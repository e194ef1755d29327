import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";

const require = createRequire(import.meta.url);

/** An output of a cell, as far as it is a chart. */
export interface ChartOutput {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Something on the canvas; `x` and `y` are its upper left corner in the window, all in pixels. */
export interface SceneItem {
  /** Name of the mark that it belongs to. */
  readonly name: string;
  /** `"line"`, `"symbol"`, `"text"`, `"rect"`, … */
  readonly type: string;
  readonly text?: string;
  readonly stroke?: string;
  readonly opacity: number;
  readonly tooltip?: unknown;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The renderer of charts that JupyterLab 4 has, as one script. Its Vega and Vega-Lite are those that JupyterLab
 * ships, of which this project has aliases; `package.json` keeps npm from fetching them a second time.
 */
export async function bundleJupyterlab(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("jupyterlabOutput.mjs", import.meta.url))],
    alias: { vega: "vega-5", "vega-lite": "vega-lite-5" },
    bundle: true,
    format: "iife",
    logLevel: "error",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("\n");
}

/** The colours of a theme of JupyterLab: behind the notebook, and its text. */
const themes = {
  light: { paper: "#ffffff", ink: "#212121", vega: "#ffffff" },
  dark: { paper: "#111111", ink: "#ffffff", vega: "#bdbdbd" },
};

/** A notebook in JupyterLab, with one chart in it and text below, so that there is something to scroll to. */
export class JupyterlabPage {
  readonly page: Page;
  /** What the page has complained of. */
  readonly problems: readonly string[];

  private constructor(page: Page, problems: readonly string[]) {
    this.page = page;
    this.problems = problems;
  }

  /** Opens a page without a network, and shows a chart in it. */
  static async open(
    browser: Browser,
    script: string,
    output: ChartOutput,
    theme: keyof typeof themes = "light",
  ): Promise<JupyterlabPage> {
    const context = await browser.newContext({ viewport: { width: 1_000, height: 700 }, offline: true });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() !== "log") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (request) => problems.push(`asked for ${request.url()}`));
    await page.setContent(html(theme));
    await page.addScriptTag({ content: script });
    const mimeType = "application/vnd.vegalite.v5+json";
    await page.evaluate(`showOutput(${JSON.stringify({ ...output, mimeType })})`);
    return new JupyterlabPage(page, problems);
  }

  /** All that is drawn. */
  async scene(): Promise<readonly SceneItem[]> {
    return await this.page.evaluate<readonly SceneItem[]>("readScene()");
  }

  /** The notes in the box beside the pointer, by name. */
  async tooltip(): Promise<Map<string, string>> {
    const box = this.page.locator("#vg-tooltip-element.visible");
    await box.waitFor();
    const rows = await box.locator("tr").all();
    const cells = rows.map(async (row) => await row.locator("td").allTextContents());
    return new Map((await Promise.all(cells)).map(([name = "", value = ""]) => [name, value]));
  }

  /** How many pixels have which colour, `#rrggbb`. */
  async pixels(): Promise<ReadonlyMap<string, number>> {
    return new Map(await this.page.evaluate<readonly [color: string, count: number][]>("countColors()"));
  }

  /** Unix seconds at the ends of the time axis. */
  async timeAxis(): Promise<readonly number[]> {
    return await this.page.evaluate<readonly number[]>(
      `view.scale("x").domain().map((time) => Number(time) / 1000)`,
    );
  }

  /** Pixels that the notebook is scrolled down. */
  async scrolled(): Promise<number> {
    return await this.page.evaluate<number>(`document.getElementById("notebook").scrollTop`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

function html(theme: keyof typeof themes): string {
  const { paper, ink, vega } = themes[theme];
  const folder = dirname(require.resolve("@jupyterlab/vega5-extension/package.json"));
  const style = readFileSync(`${folder}/style/base.css`, "utf8");
  return `<!doctype html>
<html lang="en">
<style>${style}
:root { --jp-vega-background: ${vega} }
body { margin: 0; background: ${paper}; color: ${ink}; font: 14px/1.5 system-ui, sans-serif }
#notebook { height: 100vh; overflow: auto }
#output { overflow: auto }
#below { height: 200vh; padding: 8px }
</style>
<body data-jp-theme-light="${String(theme === "light")}">
<div id="notebook"><div id="output"></div><div id="below">The next cell.</div></div>
</body>
</html>`;
}
