import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { Jupyter } from "../../../src/runner/jupyter/findJupyter.ts";
import { runJupyter } from "../../../src/runner/jupyter/runJupyter.ts";

const folder = mkdtempSync(join(tmpdir(), "run jupyter-"));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const told = join(folder, "told");

/** A program that writes down how it was started, and then does something; the browser tests run the real one. */
function program(thenDo: string): Jupyter {
  const file = join(folder, "jupyter");
  const lines = [
    "#!/bin/sh",
    `printf '%s\\n' "$@" "$JUPYTER_PATH" > "${told}.part"`,
    `mv "${told}.part" "${told}"`,
  ];
  writeFileSync(file, [...lines, thenDo, ""].join("\n"));
  chmodSync(file, 0o755);
  rmSync(told, { force: true });
  return { name: "JupyterLab", command: [file, "lab"], version: "4.0.0" };
}

describe("runJupyter", () => {
  it("binds it to this machine, passes options on, and puts its own kernels first", async () => {
    const args = ["--port", "9000"];
    assert.equal(
      await runJupyter(program("exit 0"), { folder: "/my notebooks", args, dataFolder: "/own" }),
      0,
    );
    const lines = readFileSync(told, "utf8").trimEnd().split("\n");
    assert.deepEqual(lines.slice(0, 5), ["lab", "--ip=127.0.0.1", "--port", "9000", "/my notebooks"]);
    assert.match(lines[5] ?? "", /^\/own(:|$)/);
  });

  it("tells how it ended", async () => {
    assert.equal(await runJupyter(program("exit 3"), { folder }), 3);
    const nowhere: Jupyter = { name: "JupyterLab", command: [join(folder, "nowhere")], version: "" };
    await assert.rejects(runJupyter(nowhere, { folder }), { code: "ENOENT" });
  });

  it("ends it in order when it is told to", async () => {
    const stop = new AbortController();
    const jupyter = program("trap 'exit 1' TERM; while :; do sleep 0.05; done");
    const watcher = watch(folder, () => {
      if (existsSync(told)) stop.abort();
    });
    try {
      assert.equal(await runJupyter(jupyter, { folder, signal: stop.signal }), 0);
    } finally {
      watcher.close();
    }
  });
});
