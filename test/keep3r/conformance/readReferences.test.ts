import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readReferences } from "../../../src/keep3r/conformance/readReferences.ts";
import { stretchNames } from "../../../src/keep3r/conformance/stretches.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();

/** A folder with these files: title by name. */
function references(name: string, files: Readonly<Record<string, string>>): string {
  const place = join(folder, name);
  mkdirSync(place);
  for (const [file, title] of Object.entries(files)) {
    writeFileSync(join(place, file), JSON.stringify({ title, source: "here", series: [], events: [] }));
  }
  return place;
}

describe("readReferences", () => {
  it("reads the six recordings and the printed figures that come with the kit", async () => {
    const { recordings, printed } = await readReferences();
    assert.equal(recordings.size, 6);
    assert.equal(printed["WETH spent"], "1.3");
  });

  it("knows a stretch by the file's name, or else by the title", async () => {
    const place = references("named", {
      "removing-liquidity.json": "anything",
      "balanced-work-twap-change.json": "anything",
      "08.json": "Maximum credit spending",
      "Job_Migration.json": "balanced work",
      "notes.txt": "no reference",
    });
    const { recordings, printed } = await readReferences(place);
    assert.deepEqual(
      new Set(recordings.keys()),
      new Set([
        "maximum-credit-spending",
        "job-migration",
        "balanced-work-with-twap-change",
        "removing-liquidity",
      ]),
    );
    assert.deepEqual(printed, {});
  });

  it("refuses a file of no stretch, and lists all that there are", async () => {
    const place = references("unknown", { "hard-work.json": "Hard work" });
    await assert.rejects(readReferences(place), (error: Error & { code?: string }) => {
      assert.equal(error.code, "INVALID_REFERENCE");
      for (const part of ["hard-work.json", '"Hard work"', ...stretchNames]) {
        assert.ok(error.message.includes(part), part);
      }
      return true;
    });
  });

  it("refuses two files of one stretch, and a folder without any", async () => {
    const twice = references("twice", { "balanced-work.json": "", "other.json": "Balanced work" });
    await assert.rejects(readReferences(twice), { code: "INVALID_REFERENCE", message: /other\.json.*too/ });
    for (const none of [references("none", {}), join(folder, "missing")]) {
      await assert.rejects(readReferences(none), { code: "INVALID_REFERENCE", message: /no \.json file/ });
    }
  });
});
