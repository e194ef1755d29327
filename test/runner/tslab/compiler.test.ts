import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CellCompiler } from "../../../src/runner/tslab/cellCompiler.ts";
import { findTslab } from "../../../src/runner/tslab/findTslab.ts";
import { loadTslabModules } from "../../../src/runner/tslab/tslabModules.ts";

describe("the kernel's compiler", () => {
  it("takes an await before a parenthesis for what it is", (context) => {
    const modules = loadTslabModules(findTslab(".").entry);
    new CellCompiler(modules);
    const converter = modules.converter.createConverter({});
    context.after(() => {
      converter.close();
    });
    const open = converter.convert(
      "",
      'import { openSession } from "./dist/keep3r/index.js";\nconst { keep3r } = await openSession();',
    );
    assert.deepEqual(open.diagnostics, []);

    const send = converter.convert(
      open.declOutput ?? "",
      "const { governance } = keep3r;\nawait (await keep3r.v2.acceptGovernance()).wait();",
    );
    assert.deepEqual(send.diagnostics, []);
    assert.equal(send.hasToplevelAwait, true);
    assert.match(send.declOutput ?? "", /governance: import\("[^"]+"\)\.SimulatedSigner;/);

    const wait = converter.convert(
      send.declOutput ?? "",
      "const later = async () => await (await keep3r.v2.governance());",
    );
    assert.deepEqual(wait.diagnostics, []);
    assert.equal(wait.hasToplevelAwait, false);
  });

  it("reports that it has failed itself", () => {
    const modules = loadTslabModules(findTslab(".").entry);
    const { createConverter } = modules.converter;
    modules.converter.createConverter = () => ({
      convert: () => {
        throw new Error("Debug Failure. No path.");
      },
      close: () => undefined,
    });
    new CellCompiler(modules);
    const { diagnostics } = modules.converter.createConverter({}).convert("", "1 + 1");
    modules.converter.createConverter = createConverter;
    assert.deepEqual(
      diagnostics.map(({ start, messageText }) => [start.line, messageText]),
      [
        [
          0,
          "The kernel's compiler failed on this cell, which may be right. Write it another way, or in two cells. Its message: Debug Failure. No path.",
        ],
      ],
    );
  });
});
