import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProjectFiles } from "../../../src/runner/projectFiles.ts";
import { concernOf, isWatched } from "../../../src/runner/watch/watchedPaths.ts";

const written = ["node_modules", "artifacts", "cache", "charts"].map((folder) => `/project/${folder}`);
const bare: ProjectFiles = { root: "/project", written, accounted: written };
const withLibrary: ProjectFiles = {
  ...bare,
  written: [...written, "/project/build/lib"],
  library: { config: "/project/tsconfig.build.json", sources: ["/project/lib"] },
};

describe("concernOf", () => {
  const concern = (path: string, files = withLibrary): string => concernOf(files, `/project/${path}`);

  it("says what a change of a file may concern", () => {
    assert.equal(concern("contracts/candidates/Slow.sol"), "contracts");
    assert.equal(concern("lib/chart/buildChart.ts"), "library");
    assert.equal(concern("tsconfig.build.json"), "library");
    assert.equal(concern("notebooks/00-setup.ipynb"), "notebook");
    assert.equal(concern("hardhat.config.ts"), "process");
    assert.equal(concern(".env"), "file");
    assert.equal(concern("README.md"), "file");
    assert.equal(concern("src/index.ts"), "file");
    assert.equal(concernOf(withLibrary, "/elsewhere/a.ipynb"), "notebook");
  });

  it("knows no library where none is built", () => {
    assert.equal(concern("lib/chart/buildChart.ts", bare), "file");
    assert.equal(concern("tsconfig.json", bare), "file");
  });
});

describe("isWatched", () => {
  it("leaves out what tools write, and the library's own build where the watcher makes it", () => {
    const watched = (path: string, files = withLibrary): boolean => isWatched(files, `/project/${path}`);
    for (const path of [
      "",
      "contracts",
      "contracts/A.sol",
      ".env",
      "src/index.ts",
      "notebooks/a.ipynb",
      "build",
    ]) {
      assert.equal(watched(path), true, path);
    }
    for (const path of [
      "node_modules",
      "packages/node_modules/a.js",
      "artifacts/A.json",
      "cache/notebooks",
      "charts/a/b.png",
      ".git/index",
      "notebooks/.ipynb_checkpoints/a.ipynb",
      "build/lib/index.js",
    ]) {
      assert.equal(watched(path), false, path);
    }
    assert.equal(watched("build/lib/index.js", bare), true);
    assert.equal(isWatched(withLibrary, "/elsewhere/notebooks/a.ipynb"), true);
  });
});
