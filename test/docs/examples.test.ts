import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type DocProject, openDocProject, programs } from "./docProject.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Pages that show a whole project, and the script that runs it. */
const pages = [
  { page: "README.md", script: "scenarios/savings.ts", makes: ["exports/savings.svg"] },
  { page: "docs/packs.md", script: "scenarios/auction.ts", makes: ["auction.chain"] },
];

describe("the projects that the documentation shows", () => {
  const opened: DocProject[] = [];
  after(async () => {
    for (const project of opened) await project.remove();
  });

  for (const { page, script, makes } of pages) {
    it(`${page}: builds, type-checks, and prints what the page says`, async () => {
      const project = await openDocProject(page);
      opened.push(project);
      assert.ok(project.files.includes(script) && project.files.includes("hardhat.config.ts"));
      await project.node(programs.hardhat, "build", "--quiet");
      await project.node(programs.tsc, "-p", "tsconfig.json");
      const printed = await project.node(programs.hardhat, "run", "--no-compile", script);
      const shown = readFileSync(join(root, page), "utf8").matchAll(/^It prints:\n\n```text\n([^]*?)^```$/gm);
      const texts = [...shown].map(([, text = ""]) => text);
      assert.equal(texts.length, 1);
      assert.equal(printed, texts[0]);
      for (const file of makes) assert.ok(existsSync(join(project.folder, file)), file);
    });
  }
});
