import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { stillRunning } from "../support/stillRunning.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { temporaryProject } from "../support/temporaryProject.ts";
import { writeTestNotebook } from "../support/writeTestNotebook.ts";
import { type CommandEnd, repository, startHardhat } from "../support/hardhatProcess.ts";

const { folder, leftByKernels } = temporaryFolder();
const pidFile = join(folder, "pid");

/** Runs the command line in the project, and sends it a signal as soon as a cell has written its pid. */
async function hardhatNotebooksRun(args: string[], signal?: NodeJS.Signals): Promise<CommandEnd> {
  rmSync(pidFile, { force: true });
  const { child, end } = startHardhat(["notebooks", "run", ...args], { cwd: folder });
  const poll = setInterval(() => {
    if (signal === undefined || !existsSync(pidFile)) return;
    clearInterval(poll);
    child.kill(signal);
  }, 50);
  try {
    return await end;
  } finally {
    clearInterval(poll);
  }
}

describe("hardhat notebooks run", () => {
  before(() => {
    temporaryProject(folder);
    const parameter = join(repository, "src", "notebook", "kernel", "parameter.ts");
    writeTestNotebook(
      join(folder, "notebooks", "00-good.ipynb"),
      `const { parameter } = require(${JSON.stringify(parameter)});\n[parameter("weeks", 3), parameter("days", 1)]`,
    );
    writeTestNotebook(join(folder, "notebooks", "01-bad.ipynb"), "// Fail\nthrow new Error('on purpose')");
    writeTestNotebook(
      join(folder, "notebooks", "02-endless.ipynb"),
      `require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));\nawait new Promise(() => undefined)`,
    );
  });

  it("runs a notebook with parameters, sums up, and ends with 0", async () => {
    const end = await hardhatNotebooksRun(["00", "--output", "out", "--set", "weeks=5", "days=2"]);
    assert.equal(
      end.stderr,
      "00-good.ipynb: running 1 cell\n" + (/00-good.ipynb: 1 cell in .*\n/.exec(end.stderr)?.[0] ?? ""),
    );
    assert.match(end.stdout, /No charts were drawn\.\n\nDone in \d+\.\d s\./);
    assert.equal(end.code, 0);
    assert.match(readFileSync(join(folder, "out", "00-good.ipynb"), "utf8"), /\[ 5, 2 \]/);
  });

  it("runs with --cached what has changed, and takes the rest from the cache", async () => {
    const args = ["00", "--output", "cached", "--cached", "--explain"];
    const file = join(folder, "cached", "00-good.ipynb");
    const first = await hardhatNotebooksRun(args);
    assert.match(first.stdout, /^00-good\.ipynb: ran, for the first time\n/);
    const executed = readFileSync(file, "utf8");
    rmSync(file);
    const second = await hardhatNotebooksRun(args);
    assert.match(second.stdout, /^00-good\.ipynb: reused, nothing .*; restored cached\/00-good\.ipynb\n/);
    assert.equal(readFileSync(file, "utf8"), executed);
    const third = await hardhatNotebooksRun([...args, "--set", "weeks=5"]);
    assert.match(
      third.stdout,
      /^00-good\.ipynb: ran, since parameter weeks has changed\n {2}parameter weeks: absent → 5\n/,
    );
    assert.match(readFileSync(file, "utf8"), /\[ 5, 1 \]/);
    assert.deepEqual([first.code, second.code, third.code], [0, 0, 0]);
  });

  it("refuses to share a kernel with --cached", async () => {
    const shared = await hardhatNotebooksRun(["00", "--cached", "--shared-kernel"]);
    assert.match(shared.stderr, /InvalidArgumentsError: --cached and --shared-kernel exclude each other\./);
    assert.equal(shared.code, 1);
  });

  it("ends with 1 and a message when a cell fails", async () => {
    const end = await hardhatNotebooksRun(["01-bad"]);
    assert.match(end.stderr, /NotebookCellError: 01-bad\.ipynb, cell 1, line 2: Error: on purpose\n/);
    assert.doesNotMatch(end.stderr, /unexpected error/);
    assert.equal(end.code, 1);
  });

  it("lists the notebooks there are when asked for another", async () => {
    const end = await hardhatNotebooksRun(["04-none"]);
    assert.match(
      end.stderr,
      /No notebook "04-none" in notebooks\.\nNotebooks there: 00-good\.ipynb, 01-bad\.ipynb/,
    );
    assert.equal(end.code, 1);
  });

  it("ends with 130 on Ctrl-C, and leaves nothing behind", async () => {
    const end = await hardhatNotebooksRun(["02"], "SIGINT");
    assert.match(end.stderr, /Interrupted while running 02-endless\.ipynb, cell 1\./);
    assert.equal(end.code, 130);
    assert.deepEqual(await stillRunning([Number(readFileSync(pidFile, "utf8"))]), []);
    assert.deepEqual(leftByKernels(), []);
  });

  it("leaves no kernel behind when it is killed itself", async () => {
    const end = await hardhatNotebooksRun(["02"], "SIGKILL");
    assert.equal(end.code, null);
    assert.deepEqual(await stillRunning([Number(readFileSync(pidFile, "utf8"))]), []);
  });
});
