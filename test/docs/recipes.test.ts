import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type DocProject, openDocProject, programs } from "./docProject.ts";

const page = "docs/recipes.md";

const text = readFileSync(fileURLToPath(new URL(`../../${page}`, import.meta.url)), "utf8");

/** Every recipe, a section of the page, with what the page says that it prints. */
const recipes = text.split(/^## /m).flatMap((section) => {
  const script = /^\/\/ (scenarios\/[\w-]+\.ts)$/m.exec(section)?.[1];
  const prints = /^It prints:\n\n```text\n([^]*?)^```$/m.exec(section)?.[1];
  return script === undefined || prints === undefined ? [] : [{ script, prints }];
});

describe("the recipes", () => {
  let project: DocProject;
  let printed: readonly string[];
  before(async () => {
    project = await openDocProject(page);
    await project.node(programs.tsc, "-p", "tsconfig.json");
    // One process for all: it is Hardhat that takes the time.
    const all = recipes.map(({ script }) => `console.log("=== ");\nawait import("../${script}");\n`);
    await writeFile(join(project.folder, "scenarios", "all.ts"), all.join(""));
    const output = await project.node(programs.hardhat, "run", "--no-compile", "scenarios/all.ts");
    printed = output.split("=== \n").slice(1);
  });
  after(async () => {
    await project.remove();
  });

  it("are all run", () => {
    const shared = ["hardhat.config.ts", "scenarios/fundedJob.ts"];
    assert.ok(recipes.length >= 5);
    assert.deepEqual(project.files, [...shared, ...recipes.map(({ script }) => script)]);
    assert.equal(printed.length, recipes.length);
  });

  for (const [index, { script, prints }] of recipes.entries()) {
    it(`${script} type-checks, and prints what the page shows`, () => {
      assert.equal(printed[index], prints);
    });
  }
});
