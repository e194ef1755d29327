import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { writeFileAtomic } from "../../src/files/writeFileAtomic.ts";
import { temporaryFolder } from "../runner/temporaryFolder.ts";

const { folder } = temporaryFolder();

describe("writeFileAtomic", () => {
  it("makes missing folders, replaces what was there, and leaves nothing else", async () => {
    const file = join(folder, "a", "b", "c.txt");
    await writeFileAtomic(file, "first");
    await writeFileAtomic(file, new Uint8Array([104, 105]));
    assert.equal(readFileSync(file, "utf8"), "hi");
    assert.deepEqual(readdirSync(join(folder, "a", "b")), ["c.txt"]);
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
