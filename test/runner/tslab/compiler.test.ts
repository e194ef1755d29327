import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { allowAwaitBeforeParenthesis } from "../../../src/runner/tslab/allowAwaitBeforeParenthesis.ts";
import { explainCompilerFailures } from "../../../src/runner/tslab/explainCompilerFailures.ts";
import { loadTslabModules } from "../../../src/runner/tslab/tslabModules.ts";

const tslab = createRequire(import.meta.url).resolve("tslab");

describe("the kernel's compiler", () => {
  it("takes an await before a parenthesis for what it is", (context) => {
    const modules = loadTslabModules(tslab);
    allowAwaitBeforeParenthesis(modules);
    const converter = modules.converter.createConverter({});
    context.after(() => {
      converter.close();
    });
    const open = converter.convert(
      "",
      'import { openSession } from "./dist/index.js";\nconst { keep3r } = await openSession();',
    );
    assert.deepEqual(open.diagnostics, []);

    const send = converter.convert(
      open.declOutput ?? "",
      "const { governance } = keep3r;\nawait (await keep3r.v2.acceptGovernance()).wait();",
    );
    assert.deepEqual(send.diagnostics, []);
    assert.equal(send.hasToplevelAwait, true);
    assert.match(send.declOutput ?? "", /governance: import\("\.\/dist[^"]*"\)\.SimulatedSigner;/);

    const wait = converter.convert(
      send.declOutput ?? "",
      "const later = async () => await (await keep3r.v2.governance());",
    );
    assert.deepEqual(wait.diagnostics, []);
    assert.notEqual(wait.hasToplevelAwait, true);
  });

  it("says so when it fails itself", () => {
    const modules = loadTslabModules(tslab);
    const failing = {
      convert: () => {
        throw new Error("Debug Failure. No path.");
      },
      close: () => undefined,
    };
    modules.converter.createConverter = () => failing;
    explainCompilerFailures(modules);
    const { diagnostics } = modules.converter.createConverter({}).convert("", "1 + 1");
    assert.deepEqual(
      diagnostics.map(({ start, messageText }) => [start.line, messageText]),
      [
        [
          0,
          "The kernel's compiler failed on this cell, which may be right. Write it another way, or in two cells. What it said: Debug Failure. No path.",
        ],
      ],
    );
  });
});
