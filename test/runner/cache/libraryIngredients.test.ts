import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { CodeFacts } from "../../../src/runner/cache/codeFacts.ts";
import { kitIngredients, libraryIngredients } from "../../../src/runner/cache/libraryIngredients.ts";
import { changesBetween, type Ingredients } from "../../../src/runner/cache/ingredients.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const write = (name: string, text: string): void => {
  writeFileSync(join(folder, name), text);
};
/** As a new process finds it. */
const read = async (): Promise<Ingredients> => {
  const facts = new CodeFacts(join(folder, "facts.json"));
  const found = await libraryIngredients(folder, facts);
  await facts.save();
  return found;
};

describe("libraryIngredients", () => {
  let start: Ingredients;
  before(async () => {
    write("package.json", '{ "main": "index.js" }');
    await mkdir(join(folder, "a"));
    write("index.js", 'export { b } from "./a/b.js";\nexport const late = () => import("./late.js");\n');
    write("index.d.ts", 'export { b } from "./a/b.ts";\nexport type { T } from "./types.ts";\n');
    write("a/b.js", 'import "../index.js";\n/** What b is. */\nexport const b = "// no comment";\n');
    write("a/b.d.ts", "/** What b is. */\nexport declare const b: string;\n");
    write("late.js", "export {};\n");
    write("types.d.ts", "export interface T { readonly n: number }\n");
    write("tool.js", "export {};\n");
    start = await read();
  });

  it("finds what cells can reach: imports, late imports and types, and nothing else", () => {
    assert.deepEqual(Object.keys(start), ["library a/b", "library index", "library late", "library types"]);
  });

  it("does not see comments, and sees code and types", async () => {
    write("a/b.js", 'import "../index.js";\nexport const b = "// no comment"; /* none */\n');
    write("a/b.d.ts", "export declare const b: string;\n");
    assert.deepEqual(await read(), start);
    write("a/b.js", 'import "../index.js";\nexport const b = "// a comment";\n');
    assert.deepEqual(
      changesBetween(start, await read()).map(({ what }) => what),
      ["library a/b"],
    );
    write("types.d.ts", "export interface T { readonly n: string }\n");
    assert.deepEqual(
      changesBetween(start, await read()).map(({ what }) => what),
      ["library a/b", "library types"],
    );
  });
});

describe("kitIngredients", () => {
  it("finds what notebooks can reach of this kit, and not its command line", async () => {
    const names = Object.keys(await kitIngredients(new CodeFacts(join(folder, "kit-facts.json"))));
    for (const name of [
      "kit notebook/index",
      "kit chain/chain",
      "kit recorder/recorder",
      "kit keep3r/index",
    ]) {
      assert.ok(names.includes(name), name);
    }
    for (const name of ["kit plugin/notebooksRun", "kit runner/kernel/kernelClient"]) {
      assert.ok(!names.includes(name), name);
    }
  });
});
