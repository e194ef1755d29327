import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { concernOf, isWatched } from "../../../src/runner/watch/watchedPaths.ts";

describe("concernOf", () => {
  it("says what a change of a file may concern", () => {
    const concern = (path: string): string => concernOf("/project", `/project/${path}`);
    assert.equal(concern("contracts/candidates/Slow.sol"), "contracts");
    assert.equal(concern("src/chart/buildChart.ts"), "library");
    assert.equal(concern("tsconfig.build.json"), "library");
    assert.equal(concern("notebooks/00-setup.ipynb"), "notebook");
    assert.equal(concern("hardhat.config.ts"), "process");
    assert.equal(concern(".env"), "file");
    assert.equal(concern("README.md"), "file");
    assert.equal(concernOf("/project", "/elsewhere/a.ipynb"), "notebook");
  });
});

describe("isWatched", () => {
  it("leaves out what tools write, and the library's own build where the watcher makes it", () => {
    const watched = (path: string, isBuilt = true): boolean =>
      isWatched("/project", `/project/${path}`, isBuilt);
    for (const path of ["", "contracts", "contracts/A.sol", ".env", "src/index.ts", "notebooks/a.ipynb"]) {
      assert.equal(watched(path), true, path);
    }
    for (const path of [
      "node_modules",
      "artifacts/A.json",
      "cache/notebooks",
      "charts/a/b.png",
      ".git/index",
      "notebooks/.ipynb_checkpoints/a.ipynb",
      "dist/index.js",
      "src/contracts/A.ts",
    ]) {
      assert.equal(watched(path), false, path);
    }
    assert.equal(watched("dist/index.js", false), true);
    assert.equal(isWatched("/project", "/elsewhere/notebooks/a.ipynb", true), true);
  });
});
