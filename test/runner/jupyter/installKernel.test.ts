import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installKernel } from "../../../src/runner/jupyter/installKernel.ts";
import type { KernelSpecification } from "../../../src/runner/jupyter/kernelSpecification.ts";

describe("installKernel", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "jupyter data-"));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("registers a kernel that this Node can start, and nothing else", async () => {
    const file = await installKernel(folder);
    assert.equal(file, join(folder, "kernels", "tslab", "kernel.json"));
    assert.deepEqual(await readdir(folder, { recursive: true }), [
      "kernels",
      join("kernels", "tslab"),
      join("kernels", "tslab", "kernel.json"),
    ]);
    const specification = JSON.parse(await readFile(file, "utf8")) as KernelSpecification;
    assert.equal(specification.language, "typescript");
    assert.equal(specification.display_name, "TypeScript");
    assert.equal(specification.interrupt_mode, "signal");
    const { argv } = specification;
    assert.deepEqual(argv.slice(-3), ["kernel", "--config-path", "{connection_file}"]);
    assert.equal(argv[0], process.execPath);
    const preload = argv[argv.indexOf("--import") + 1] ?? "";
    assert.match(fileURLToPath(preload), /preload\.ts$/);
    const { stdout } = await promisify(execFile)(argv[0], [...argv.slice(1, -3), "--version"]);
    assert.match(stdout, /^tslab \d/);
  });

  it("replaces what it has registered before", async () => {
    const file = await installKernel(folder);
    const written = await readFile(file, "utf8");
    await writeFile(file, written.replaceAll("tslab/bin", "elsewhere/bin"));
    assert.equal(await readFile(await installKernel(folder), "utf8"), written);
  });

  it("leaves a kernel of somebody else alone", async () => {
    for (const theirs of ['{"argv":["tslab","kernel"],"display_name":"TypeScript"}', "not JSON", "null"]) {
      const data = await mkdtemp(join(folder, "other-"));
      const kernel = join(data, "kernels", "tslab");
      await mkdir(kernel, { recursive: true });
      await writeFile(join(kernel, "kernel.json"), theirs);
      await assert.rejects(installKernel(data), { code: "FOREIGN_KERNEL", message: /is left as it is/ });
      assert.equal(await readFile(join(kernel, "kernel.json"), "utf8"), theirs);
    }
  });
});
