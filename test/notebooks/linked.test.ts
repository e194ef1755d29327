import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { codeCellsOf } from "../../src/runner/notebookDocument.ts";
import { parseNotebook } from "../../src/runner/parseNotebook.ts";
import { CellCompiler } from "../../src/runner/tslab/cellCompiler.ts";
import { findTslab } from "../../src/runner/tslab/findTslab.ts";
import { loadTslabModules } from "../../src/runner/tslab/tslabModules.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const repository = fileURLToPath(new URL("../..", import.meta.url));
const files = readdirSync("notebooks").filter((name) => name.endsWith(".ipynb"));

/** There the kit has an ethers of its own, in which the types of variables cannot be named. */
describe("the notebooks in a folder into which the kit is linked", () => {
  before(() => {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(repository, join(folder, "node_modules", "hardhat-simulation"));
    process.chdir(folder);
  });
  after(() => {
    process.chdir(repository);
  });

  for (const file of files) {
    it(`compile: ${file}`, (context) => {
      const modules = loadTslabModules(findTslab(repository).entry);
      const { createConverter } = modules.converter;
      new CellCompiler(modules);
      const converter = modules.converter.createConverter({});
      context.after(() => {
        converter.close();
        modules.converter.createConverter = createConverter;
      });
      const text = readFileSync(join(repository, "notebooks", file), "utf8");
      const cells = codeCellsOf(parseNotebook(text, file));
      assert.ok(cells.length > 3);
      let declarations = "";
      for (const { id, source } of cells) {
        const { diagnostics, declOutput } = converter.convert(declarations, source);
        assert.deepEqual(diagnostics, [], `${file}, cell ${id}`);
        declarations = declOutput ?? "";
      }
    });
  }
});
