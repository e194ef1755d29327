import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { CodeFacts } from "../../../src/runner/cache/codeFacts.ts";
import { projectIngredients, runnerIngredients } from "../../../src/runner/cache/givenIngredients.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const project = join(folder, "packages", "project");
const facts = new CodeFacts(join(folder, "facts.json"));
const write = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const packages = async (): Promise<string | undefined> =>
  (await projectIngredients(project, [], {}, facts))["npm packages"];

describe("projectIngredients", () => {
  it("knows the packages of every package manager, of a workspace too", async () => {
    mkdirSync(project, { recursive: true });
    const seen = new Set([await packages()]);
    const files = [
      join(folder, "yarn.lock"),
      join(folder, "pnpm-lock.yaml"),
      join(project, "bun.lock"),
      join(project, "package-lock.json"),
      join(project, "node_modules", ".pnpm", "lock.yaml"),
      join(project, "node_modules", ".package-lock.json"),
    ];
    for (const [index, file] of files.entries()) {
      write(file, "one");
      const first = await packages();
      write(file, `two ${index}`);
      const second = await packages();
      assert.notEqual(first, second, file);
      seen.add(second);
    }
    assert.equal(seen.size, files.length + 1);
  });

  it("takes the config that was named", async () => {
    const config = async (): Promise<string | undefined> =>
      (await projectIngredients(project, [], {}, facts))["hardhat.config"];
    write(join(project, "hardhat.config.ts"), "export default {};");
    const own = await config();
    const other = join(folder, "other.config.ts");
    write(other, "export default { solidity: '0.8.28' };");
    process.env.HARDHAT_CONFIG = other;
    try {
      assert.notEqual(await config(), own);
    } finally {
      delete process.env.HARDHAT_CONFIG;
      rmSync(other);
    }
  });
});

describe("runnerIngredients", () => {
  it("is a digest of the code that runs notebooks", async () => {
    assert.match((await runnerIngredients(facts)).runner ?? "", /^[0-9a-f]{64}$/);
  });
});
