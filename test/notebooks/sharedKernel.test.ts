import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { runNotebooks } from "../../src/runner/runNotebooks.ts";

// An order in which the two that connect to V1 and migrate jobs come first: they must leave nothing behind.
const shipped = ["00-setup", "03-version-comparison", "02-job-migration", "01-credit-mining"].map(
  (name) => `notebooks/${name}.ipynb`,
);

describe("the shipped notebooks, one after another in one kernel", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "shared-kernel-"));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("give the results that they are stored with, each made alone", async () => {
    await runNotebooks({
      notebooks: shipped,
      output: join(folder, "executed"),
      charts: join(folder, "charts"),
      sharedKernel: true,
    });
    const outputs = async (file: string): Promise<unknown> => {
      const { cells } = JSON.parse(await readFile(file, "utf8")) as {
        readonly cells: readonly { readonly id: string; readonly outputs?: unknown }[];
      };
      return cells.map(({ id, outputs: list }) => ({ id, list }));
    };
    for (const file of shipped) {
      assert.deepEqual(await outputs(join(folder, "executed", basename(file))), await outputs(file), file);
    }
  });
});
