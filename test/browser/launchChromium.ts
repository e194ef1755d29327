import { type Browser, chromium } from "playwright-core";
import { findCommand } from "../../src/runner/jupyter/findCommand.ts";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** A browser that asks nobody for anything: no updates, no reports, no first-run page. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the Chromium that is installed on this machine, headless, with a fresh profile. Close it afterwards. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = names.map((name) => findCommand(name)).find((file) => file !== undefined);
  if (executablePath === undefined) throw new Error("These tests need Chromium: apt-get install chromium");
  return await chromium.launch({ executablePath, headless: true, args: quiet });
}
