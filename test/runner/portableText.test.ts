import assert from "node:assert/strict";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { portableText } from "../../src/runner/portableText.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();

describe("portableText", () => {
  const rewrite = portableText(folder);

  it("makes paths and file addresses in the project relative to it", () => {
    assert.equal(rewrite(`at ${join(folder, "src", "a.ts")}:3:1 in ${folder}`), "at src/a.ts:3:1 in .");
    assert.equal(rewrite(`(${pathToFileURL(join(folder, "dist", "a.js")).href}:3:1)`), "(dist/a.js:3:1)");
  });

  it("hides who runs it", () => {
    assert.equal(rewrite(join(homedir(), ".cache", "x")), "~/.cache/x");
  });

  it("leaves other text alone", () => {
    assert.equal(rewrite("https://example.org/src/a.ts and 1/2"), "https://example.org/src/a.ts and 1/2");
  });
});
