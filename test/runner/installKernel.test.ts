import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { promisify } from "node:util";
import { installKernel } from "../../src/runner/installKernel.ts";

it("registers a kernel that this Node can start", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jupyter-"));
  try {
    const file = await installKernel(folder);
    assert.equal(file, join(folder, "kernels", "tslab", "kernel.json"));
    const { argv, language } = JSON.parse(await readFile(file, "utf8")) as {
      argv: string[];
      language: string;
    };
    assert.equal(language, "typescript");
    assert.deepEqual(argv.slice(2), ["kernel", "--config-path", "{connection_file}"]);
    const [node = "", tslab = ""] = argv;
    const { stdout } = await promisify(execFile)(node, [tslab, "--version"]);
    assert.match(stdout, /^tslab \d/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
