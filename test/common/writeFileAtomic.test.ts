import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { writeFileAtomic } from "../../src/common/writeFileAtomic.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();

describe("writeFileAtomic", () => {
  it("makes missing folders, replaces what was there, and leaves nothing else", async () => {
    const file = join(folder, "a", "b", "c.txt");
    await writeFileAtomic(file, "first");
    await writeFileAtomic(file, new Uint8Array([104, 105]));
    assert.equal(readFileSync(file, "utf8"), "hi");
    assert.deepEqual(readdirSync(join(folder, "a", "b")), ["c.txt"]);
  });

  it("can be asked for the same file several times at once", async () => {
    const file = join(folder, "many.txt");
    await Promise.all(["a", "b", "c"].map((text) => writeFileAtomic(file, text.repeat(1_000))));
    assert.match(readFileSync(file, "utf8"), /^(a{1000}|b{1000}|c{1000})$/);
  });

  it("replaces a link instead of writing through it", async () => {
    const [elsewhere, link] = [join(folder, "elsewhere.txt"), join(folder, "link.txt")];
    writeFileSync(elsewhere, "untouched");
    symlinkSync(elsewhere, link);
    await writeFileAtomic(link, "new");
    assert.equal(readFileSync(elsewhere, "utf8"), "untouched");
    assert.equal(readFileSync(link, "utf8"), "new");
  });

  it("leaves nothing when it fails", async () => {
    mkdirSync(join(folder, "taken", "inside"), { recursive: true });
    await assert.rejects(writeFileAtomic(join(folder, "taken"), "text"));
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith(".tmp")),
      [],
    );
  });
});
