import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { KernelDiedError, KernelStartError } from "../../../src/runner/errors.ts";
import { KernelClient } from "../../../src/runner/kernel/kernelClient.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder, leftByKernels } = temporaryFolder();

describe("KernelClient", () => {
  it("talks over TCP where a Unix socket's path would be too long", async () => {
    const short = process.env.TMPDIR;
    process.env.TMPDIR = join(folder, "long".repeat(25));
    mkdirSync(process.env.TMPDIR);
    const kernel = await KernelClient.start({ cwd: folder, variables: { GREETING: "hello" } });
    process.env.TMPDIR = short;
    try {
      const printed: unknown[] = [];
      const reply = await kernel.execute("process.env.GREETING", {
        onOutput: (message) => printed.push(message.content),
      });
      assert.deepEqual(reply, { status: "ok", executionCount: 1 });
      assert.deepEqual(printed, [{ name: "stdout", text: "hello\n" }]);
      assert.equal(kernel.languageInfo.name, "typescript");
    } finally {
      await kernel.shutdown();
    }
  });

  it("can interrupt a cell that waits", async () => {
    const kernel = await KernelClient.start({ cwd: folder });
    try {
      // tslab loses an interrupt that comes while it is still starting the cell: so let the cell get going first.
      const cell = `
        await new Promise((resolve) => setTimeout(resolve, 50));
        console.log("waiting");
        await new Promise(() => undefined);`;
      const waiting = kernel.execute(cell, {
        timeout: 30,
        onOutput: (message) => {
          if (message.content.text === "waiting\n") kernel.interrupt();
        },
      });
      assert.equal((await waiting).status, "error");
    } finally {
      await kernel.shutdown();
    }
  });

  it("says why a kernel does not start", async () => {
    await assert.rejects(KernelClient.start({ cwd: join(folder, "nowhere") }), (error) => {
      assert.ok(error instanceof KernelDiedError);
      assert.match(error.message, /ENOENT/);
      return true;
    });
    await assert.rejects(KernelClient.start({ cwd: folder, startTimeout: 0.01 }), KernelStartError);
  });

  it("leaves no connection files behind", () => {
    assert.deepEqual(leftByKernels(), []);
  });
});
