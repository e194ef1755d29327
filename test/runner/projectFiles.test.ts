import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { findProjectFiles, packageEntries, sharedFolder } from "../../src/runner/projectFiles.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();

function project(name: string, files: Readonly<Record<string, unknown>>): string {
  const root = join(folder, name);
  mkdirSync(root);
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(root, file), typeof content === "string" ? content : JSON.stringify(content));
  }
  return root;
}

describe("findProjectFiles", () => {
  it("knows no library where none is described, and where this project has tools write", () => {
    const root = project("bare", {});
    const { library, written } = findProjectFiles(root, [join(root, "out")]);
    assert.equal(library, undefined);
    for (const name of ["artifacts", "charts", "out"]) assert.ok(written.includes(join(root, name)), name);
    assert.ok(!written.includes(join(root, "dist")));
  });

  it("reads where a library lies, in a configuration with comments that extends another", () => {
    const root = project("library", {
      "tsconfig.json": { compilerOptions: { outDir: "build" } },
      "tsconfig.build.json": '{ // The library.\n "extends": "./tsconfig.json", "include": ["lib"], }',
    });
    const { library, written } = findProjectFiles(root);
    assert.deepEqual(library, { config: join(root, "tsconfig.build.json"), sources: [join(root, "lib")] });
    assert.ok(written.includes(join(root, "build")));
  });

  it("accounts for a library that somebody else builds, but goes on watching it", () => {
    const root = project("compiled", { "package.json": { main: "build/index.js" } });
    const { written, accounted } = findProjectFiles(root);
    assert.ok(accounted.includes(join(root, "build")));
    assert.ok(!written.includes(join(root, "build")));
    const flat = project("flat", { "package.json": { main: "index.js" } });
    assert.ok(!findProjectFiles(flat).accounted.includes(flat));
  });
});

describe("packageEntries", () => {
  const entries = (name: string, manifest: unknown, except?: string[]): string[] => {
    const root = project(name, { "package.json": manifest });
    return packageEntries(root, except).map((path) => path.slice(root.length + 1));
  };

  it("takes exports before main, and dist/index.js where there is neither", () => {
    assert.deepEqual(entries("neither", {}), [join("dist", "index.js")]);
    assert.deepEqual(entries("main", { main: "./lib/a.js" }), [join("lib", "a.js")]);
    assert.deepEqual(entries("text", { main: "a.js", exports: "./b.mjs" }), ["b.mjs"]);
  });

  it("takes every target of every export that is a module", () => {
    const exports = {
      ".": { types: "./a.d.ts", default: { import: "./a.js", require: ["./a.cjs"] } },
      "./hidden": null,
      "./b": "./b.js",
      "./package.json": "./package.json",
    };
    assert.deepEqual(entries("many", { exports }), ["a.d.ts", "a.js", "a.cjs", "b.js"]);
    assert.deepEqual(entries("except", { exports }, ["."]), ["b.js"]);
  });
});

describe("sharedFolder", () => {
  it("is the innermost folder of all files", () => {
    assert.equal(sharedFolder([]), undefined);
    assert.equal(sharedFolder([join(folder, "a", "b.js")]), join(folder, "a"));
    assert.equal(sharedFolder([join(folder, "a", "b.js"), join(folder, "c", "d", "e.js")]), folder);
    assert.equal(sharedFolder([join(folder, "ab", "b.js"), join(folder, "a", "e.js")]), folder);
  });
});
