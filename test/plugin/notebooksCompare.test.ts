import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { writeTestNotebook } from "../support/writeTestNotebook.ts";
import { drawingCell } from "./drawingNotebook.ts";
import type { CommandEnd } from "../support/hardhatProcess.ts";
import { temporaryProject } from "../support/temporaryProject.ts";

const { folder, leftByKernels } = temporaryFolder();

describe("hardhat notebooks compare", () => {
  let compare: (...args: string[]) => Promise<CommandEnd>;
  let original = "";
  const notebook = join(folder, "notebooks", "00-works.ipynb");

  before(() => {
    const hardhat = temporaryProject(folder);
    compare = async (...args) => await hardhat("notebooks", "compare", ...args);
    writeTestNotebook(
      notebook,
      drawingCell,
      'draw("work", [10n ** 18n, 10n ** 18n * pay]);',
      'if (pay === 6n) draw("only-with-six", [1n, 2n]);',
    );
    writeTestNotebook(
      join(folder, "notebooks", "01-fails.ipynb"),
      drawingCell,
      'draw("before-the-failure", [pay, 1n]);',
      "if (pay === 6n) throw new Error('on purpose');",
      'draw("after-the-failure", [1n, 1n]);',
    );
    original = readFileSync(notebook, "utf8");
  });

  it("shows what differs, writes a report, and ends with 0 where no tolerance is given", async () => {
    const { code, stdout, stderr } = await compare("--base", "pay=5", "--head", "pay=7", "00");
    assert.match(stdout, /^pay=7 against pay=5\n\n00-works, Scenario work\n/);
    assert.match(stdout, /^ {2}credits \(KP3R\) +5 +7 +\+2 +\+2 +15 Sep 2021 01:00:00$/m);
    assert.match(stdout, /^charts\/compare\/index\.html\nDone in /m);
    assert.match(stderr, /^00-works\.ipynb \(pay=7\): 3 cells in /m);
    assert.equal(code, 0);
    assert.ok(existsSync(join(folder, "charts", "compare", "00-works", "work.svg")));
    assert.equal(readFileSync(notebook, "utf8"), original, "the notebook is left as it is");
    assert.deepEqual(leftByKernels(), []);
  });

  it("ends with 1 beyond the tolerance and says what is, with 0 within", async () => {
    const [beyond, within] = await Promise.all([
      compare("--base", "pay=5", "--head", "pay=7", "--tolerance", "1.9", "00", "--out", "beyond"),
      compare("--base", "pay=5", "--head", "pay=7", "--tolerance", "40%", "00", "--out", "within"),
    ]);
    assert.equal(beyond.code, 1);
    assert.match(
      beyond.stderr,
      /^BeyondToleranceError: 1 difference\(s\) exceed the tolerance of 1\.9, the first: 00-works\/work: credits at 15 Sep 2021 01:00:00 is 7 KP3R instead of 5 KP3R\.\nThey are listed above, and beyond\/index\.html shows them\./m,
    );
    assert.equal(within.code, 0, within.stderr);
    assert.match(within.stdout, /^Everything that was compared lies within the tolerance of 40%\.$/m);
  });

  it("compares the rest where a notebook fails on one side, names the side, and ends with 1", async () => {
    const { code, stdout, stderr } = await compare("--base", "pay=5", "--head", "pay=6", "--out", "failed");
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^NotebooksFailedError: 01-fails failed on pay=6: 01-fails\.ipynb, cell 3, line 1: Error: on purpose$/m,
    );
    for (const scenario of ["00-works, Scenario work", "01-fails, Scenario before-the-failure"]) {
      assert.match(stdout, new RegExp(`^${scenario}\\n\\n  trace`, "m"));
    }
    assert.match(stdout, /^Only on pay=5: after-the-failure\.\nOnly on pay=6: only-with-six\.$/m);
    assert.match(readFileSync(join(folder, "failed", "report.md"), "utf8"), /01-fails failed on pay&#61;6/);
  });

  it("refuses what cannot be compared, before it runs anything", async () => {
    const refused = [
      [[], /InvalidArgumentsError: .*--head is missing/],
      [["--base", "pay=5", "--head", "pay=5"], /Both sides are "pay=5"/],
      [["--head", "Keep3r"], /"Keep3r" is not of the form name=value/],
      [["--head", "pay=6", "--tolerance", "1 KP3R"], /InvalidToleranceError: The tolerance "1 KP3R"/],
    ] as const;
    for (const [args, reason] of refused) {
      const { code, stdout, stderr } = await compare(...args);
      assert.match(stderr, reason);
      assert.deepEqual([code, stdout], [1, ""]);
    }
  });
});
