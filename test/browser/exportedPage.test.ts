import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { buildChart } from "../../src/chart/buildChart.ts";
import { exportChart } from "../../src/chart/export/exportChart.ts";
import { creditMining } from "../support/sampleRecordings.ts";
import { hostileChart } from "../support/hostileRecording.ts";
import { launchChromium } from "./launchChromium.ts";

const folder = mkdtempSync(join(tmpdir(), "exported-page-"));
const day = 86_400;
const recording = creditMining({ days: 15, workEvery: 1.5 * day });

describe("an exported page", () => {
  let browser: Browser;
  before(async () => {
    const chart = { recording, spec: buildChart(recording, { title: "Worked" }) };
    await exportChart({ name: "worked", ...chart, folder, formats: ["html"] });
    await exportChart({ name: "hostile", ...hostileChart(), folder, formats: ["html"] });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page without a network; what it complains of, and what it asks for, fails the test. */
  async function open(
    name: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; chart: Locator }> {
    const context = await browser.newContext({
      viewport: { width: 1200, height: 900 },
      offline: true,
      ...options,
    });
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") assert.fail(message.text());
    });
    page.on("pageerror", (error) => assert.fail(error.message));
    page.on("dialog", (dialog) => assert.fail(`a dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      assert.ok(/^(?:file|data):/.test(request.url()), `asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return { page, chart: page.locator(".chart:visible svg") };
  }

  /** What the page shows of the time axis. */
  const axis = async (chart: Locator): Promise<string[]> =>
    (await chart.locator("text").allTextContents()).filter((text) => /^\d+ \w{3}/.test(text)).sort();

  async function middleOf(chart: Locator): Promise<{ x: number; y: number }> {
    const box = await chart.boundingBox();
    assert.ok(box);
    return { x: box.x + box.width * 0.35, y: box.y + box.height * 0.4 };
  }

  it("tells the exact values where a reader points, and hides them with Escape", async () => {
    const { page, chart } = await open("worked");
    const { x, y } = await middleOf(chart);
    await page.mouse.move(x, y);
    await page.mouse.move(x + 1, y);
    const tooltip = page.locator("#tooltip");
    await tooltip.waitFor({ state: "visible" });
    const cells = await tooltip.locator("td").allTextContents();
    const names = await tooltip.locator("th").allTextContents();
    assert.ok(names.some((name) => name.startsWith("totalJobCredits")));
    // Every number that it shows stands in the table of the page with all its digits.
    const digits = await page.locator("td.number").allTextContents();
    const numbers = cells.flatMap((cell) => /^(?:[\d,.]+ \()?(\d[\d.]*)\)?$/.exec(cell)?.[1] ?? []);
    assert.ok(numbers.length >= 3);
    for (const number of numbers) assert.ok(digits.includes(number), number);
    await page.keyboard.press("Escape");
    assert.ok(await tooltip.isHidden());
  });

  it("zooms with the wheel while a key is held, goes back with a double click, and otherwise scrolls", async () => {
    const { page, chart } = await open("worked", { viewport: { width: 1_200, height: 500 } });
    const before = await axis(chart);
    const becomes = async (how: "same" | "different"): Promise<void> => {
      const sign = how === "same" ? "===" : "!==";
      const texts = `[...document.querySelectorAll(".chart.light text")].map((text) => text.textContent)`;
      const shown = String.raw`${texts}.filter((text) => /^\d+ \w{3}/.test(text)).sort().join()`;
      await page.waitForFunction(`${shown} ${sign} ${JSON.stringify(before.join())}`);
    };
    const { x, y } = await middleOf(chart);
    await page.mouse.move(x, y);
    await page.keyboard.down("Alt");
    await page.mouse.wheel(0, -600);
    await becomes("different");
    await page.keyboard.up("Alt");
    await page.mouse.dblclick(x, y);
    await becomes("same");
    await page.mouse.wheel(0, 100);
    await page.waitForFunction("scrollY > 0");
  });

  it("hides a line at a click on its name, and shows it at the next", async () => {
    const { page, chart } = await open("worked");
    const name = chart.locator("text", { hasText: /^totalJobCredits$/ });
    const box = await name.boundingBox();
    assert.ok(box);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const note = chart.locator("text", { hasText: "hidden, click to show" });
    const shown = async (): Promise<number> => {
      const opacities = await Promise.all(
        (await note.all()).map(async (one) => await one.getAttribute("opacity")),
      );
      return opacities.filter((opacity) => Number(opacity ?? 1) > 0).length;
    };
    assert.equal(await shown(), 0);
    await page.mouse.click(x, y);
    assert.equal(await shown(), 1);
    await page.mouse.click(x, y);
    assert.equal(await shown(), 0);
  });

  it("is dark where the reader likes it dark, and light on paper", async () => {
    const { page } = await open("worked", { colorScheme: "dark" });
    const visible = async (): Promise<string | null> =>
      await page.locator(".chart:visible").getAttribute("class");
    assert.equal(await visible(), "chart dark");
    const paper = (): Promise<string> => page.evaluate("getComputedStyle(document.body).backgroundColor");
    assert.equal(await paper(), "rgb(13, 17, 23)");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await visible(), "chart light");
    assert.equal(await paper(), "rgb(255, 255, 255)");
    assert.ok(await page.locator(".hint").isHidden());
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString("latin1"), "%PDF-");
  });

  it("fits a phone without scrolling sideways, in letters that can be read, and speaks of fingers", async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page, chart } = await open("worked", phone);
    for (const part of ["document.documentElement", "document.querySelector('.charts')"]) {
      assert.equal(await page.evaluate(`${part}.scrollWidth`), 390);
    }
    const sizes = await page.evaluate<
      number[]
    >(`[...document.querySelectorAll(".chart.narrow.on-light text")].map(
      (text) => Number.parseFloat(getComputedStyle(text).fontSize))`);
    assert.ok(Math.min(...sizes) >= 12);
    const width = (await chart.boundingBox())?.width ?? 0;
    assert.ok(width > 370 && width <= 390, String(width));
    const [hint = "", ...more] = await page.locator(".hint span:visible").allTextContents();
    assert.match(hint, /fingers/);
    assert.doesNotMatch(hint, /Ctrl/);
    assert.deepEqual(more, []);
  });

  it("takes the width of a wide screen with its plot, and of paper", async () => {
    const { page, chart } = await open("worked", { viewport: { width: 1440, height: 900 } });
    assert.ok(((await chart.boundingBox())?.width ?? 0) > 1_350);
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 1440);
    await page.emulateMedia({ media: "print" });
    const width = Number(await page.evaluate("document.querySelector('main').getBoundingClientRect().width"));
    assert.ok(((await chart.boundingBox())?.width ?? 0) > width * 0.98);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.equal(await page.locator("details:not([open])").count(), 0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.equal(await page.locator("details[open]").count(), 0);
  });

  it("writes beside a name the last value in view, and leaves a hidden line out of what it reads off", async () => {
    const { page, chart } = await open("worked");
    const ends = async (): Promise<string[]> =>
      (await chart.locator("text").allTextContents()).filter((text) => /^[\d.]+ KP3R$/.test(text));
    const before = await ends();
    const box = await chart.boundingBox();
    assert.ok(box);
    const [x, y] = [box.x + box.width * 0.2, box.y + box.height * 0.4];
    await page.mouse.move(x, y);
    await page.keyboard.down("Alt");
    await page.mouse.wheel(0, -600);
    await page.keyboard.up("Alt");
    await page.waitForFunction(
      `![...document.querySelectorAll(".chart.light text")].some((text) => text.textContent === ${JSON.stringify(before[0])})`,
    );
    assert.notDeepEqual(await ends(), before);
    await page.mouse.dblclick(x, y);
    await page.waitForFunction(
      `[...document.querySelectorAll(".chart.light text")].some((text) => text.textContent === ${JSON.stringify(before[0])})`,
    );
    assert.deepEqual(await ends(), before);
    const name = await chart.locator("text", { hasText: /^totalJobCredits$/ }).boundingBox();
    assert.ok(name);
    await page.mouse.click(name.x + 10, name.y + 5);
    await page.mouse.move(x, y);
    await page.mouse.move(x + 2, y);
    const tooltip = page.locator("#tooltip");
    await tooltip.waitFor({ state: "visible" });
    const names = await tooltip.locator("th").allTextContents();
    assert.ok(
      names.includes("jobLiquidityCredits (KP3R)") && !names.includes("totalJobCredits (KP3R)"),
      names.join(),
    );
  });

  it("shows the picture where scripts do not run", async () => {
    const { chart } = await open("worked", { javaScriptEnabled: false });
    assert.ok(await chart.isVisible());
    assert.ok((await chart.locator("text").allTextContents()).includes("Worked"));
  });

  it("takes names from a contract for nothing but names", async () => {
    const { page, chart } = await open("hostile");
    const { x, y } = await middleOf(chart);
    for (const step of [0, 20, 40, 80]) await page.mouse.move(x + step, y + step);
    assert.equal(await page.locator("img, iframe, object, embed, link").count(), 0);
    const scripts = await Promise.all(
      (await page.locator("script").all()).map(async (script) => await script.getAttribute("type")),
    );
    assert.deepEqual(scripts, ["application/json", "application/json", null, null]);
  });
});
