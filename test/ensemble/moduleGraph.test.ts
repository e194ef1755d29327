import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { moduleGraph } from "../../src/ensemble/identity/moduleGraph.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const root = join(folder, "project");

function write(file: string, text: string): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

write(
  "scenarios/one.ts",
  `import { a } from "../lib/a.ts"; import chain from "chain-package/deep";\nconst csv = new URL('./gas.csv', import.meta.url);`,
);
write("scenarios/gas.csv", "1,2\n");
write("scenarios/other.ts", "export {};\n");
write("lib/a.ts", "export * from './b';\nimport('../lib/c.mjs');\nimport 'linked';\n");
write("lib/b.ts", 'import "./a.ts";\nexport const b = 1;\n');
write("lib/c.mjs", "export default 1;\n");
write("node_modules/chain-package/package.json", '{ "name": "chain-package", "version": "1.2.3" }');
write("../linked/package.json", '{ "name": "linked", "version": "1.0.0", "main": "main.js" }');
write("../linked/main.js", "module.exports = require('./inner');\n");
write("../linked/inner.js", "module.exports = 1;\n");
symlinkSync(join(folder, "linked"), join(root, "node_modules", "linked"));

const graph = (): Readonly<Record<string, string>> => moduleGraph(join(root, "scenarios", "one.ts"), root);

describe("moduleGraph", () => {
  it("finds imports of every kind, data beside modules, packages by version, and linked ones by their files", () => {
    assert.deepEqual(Object.keys(graph()), [
      "../linked/inner.js",
      "../linked/main.js",
      "lib/a.ts",
      "lib/b.ts",
      "lib/c.mjs",
      "package chain-package",
      "scenarios/gas.csv",
      "scenarios/one.ts",
    ]);
    assert.equal(graph()["package chain-package"], "1.2.3");
  });

  it("changes with any of them, and with nothing else", () => {
    const before = graph();
    write("scenarios/other.ts", "export const changed = true;\n");
    assert.deepEqual(graph(), before);
    for (const file of ["scenarios/gas.csv", "lib/c.mjs", "../linked/inner.js"]) {
      const old = graph();
      write(file, "2\n");
      assert.notEqual(graph()[file], old[file], file);
    }
  });
});
