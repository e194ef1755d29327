import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, describe, it } from "node:test";
import { NoJupyterError } from "../../../src/runner/errors.ts";
import { findJupyter } from "../../../src/runner/jupyter/findJupyter.ts";

const folder = mkdtempSync(join(tmpdir(), "find jupyter-"));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A folder with small programs, as a PATH. */
function pathWith(programs: Readonly<Record<string, string>>): string {
  const bin = mkdtempSync(join(folder, "bin-"));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

describe("findJupyter", () => {
  it("prefers JupyterLab to Notebook, wherever they are", async () => {
    const notebook = pathWith({ "jupyter-notebook": "echo 6.4.12" });
    const lab = pathWith({ "jupyter-lab": "echo 4.4.1" });
    assert.deepEqual(await findJupyter(notebook + delimiter + lab), {
      name: "JupyterLab",
      command: [join(lab, "jupyter-lab")],
      version: "4.4.1",
    });
    assert.deepEqual(await findJupyter(notebook), {
      name: "Jupyter Notebook",
      command: [join(notebook, "jupyter-notebook")],
      version: "6.4.12",
    });
  });

  it("finds what only the jupyter command or Python knows of, and believes none that fails", async () => {
    const command = pathWith({ jupyter: 'test "$1 $2" = "notebook --version" && echo 7.1.0' });
    assert.deepEqual((await findJupyter(command)).command, [join(command, "jupyter"), "notebook"]);
    const python = pathWith({ "jupyter-lab": "exit 1", python3: 'test "$2" = jupyterlab && echo 4.0.0' });
    assert.deepEqual((await findJupyter(python)).command, [join(python, "python3"), "-m", "jupyterlab"]);
  });

  it("says how to install it with what the machine has, and how to use VS Code", async () => {
    for (const [installer, line] of [
      ["uv", "uv tool install jupyterlab"],
      ["pipx", "pipx install jupyterlab"],
      ["apt", "sudo apt install jupyter-notebook"],
      ["pip3", "pip3 install --user jupyterlab"],
    ] as const) {
      await assert.rejects(findJupyter(pathWith({ [installer]: "true", pip: "true" })), (error) => {
        assert.ok(error instanceof NoJupyterError);
        assert.equal(error.shortMessage, "No Jupyter was found on this machine.");
        assert.equal(error.hint.split("\n")[0], `Install it with: ${line}`);
        assert.match(error.hint, /VS Code.*npx hardhat notebooks kernel.*Select Kernel/);
        return true;
      });
    }
  });

  it("does not take a folder, or a file that cannot be run, for a command", async () => {
    const path = pathWith({});
    mkdirSync(join(path, "jupyter-lab"));
    writeFileSync(join(path, "uv"), "");
    await assert.rejects(findJupyter(path), { code: "NO_JUPYTER", message: /https:\/\/www\.python\.org/ });
  });
});
