import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { writeTestNotebook } from "../support/writeTestNotebook.ts";
import { drawingCell } from "./drawingNotebook.ts";
import type { CommandEnd } from "../support/hardhatProcess.ts";
import { temporaryProject } from "../support/temporaryProject.ts";

const { folder } = temporaryFolder();
const committed = join(folder, "recordings", "00-works", "work.json");

describe("hardhat recordings", () => {
  let hardhat: (...args: string[]) => Promise<CommandEnd>;
  before(() => {
    hardhat = temporaryProject(folder);
    const notebook = join(folder, "notebooks", "00-works.ipynb");
    writeTestNotebook(notebook, drawingCell, 'draw("work", [10n ** 18n, 2n * 10n ** 18n]);');
  });

  it("are written by update, and found the same by verify", async () => {
    const update = await hardhat("recordings", "update");
    assert.deepEqual([update.code, update.stdout], [0, "recordings/00-works/work.json\n"], update.stderr);
    assert.match(readFileSync(committed, "utf8"), /\[1631667600,1,"2000000000000000000"\]/);
    const verify = await hardhat("recordings", "verify");
    assert.equal(verify.code, 0, verify.stderr);
    assert.equal(verify.stdout, "1 scenario compared, 1 of them the same to the last digit.\n");
    assert.ok(!existsSync(join(folder, "charts")), "nothing moved, so nothing is drawn");
  });

  it("fail on a single wei: scenario, trace, time, both values, and a chart of what moved", async () => {
    const text = readFileSync(committed, "utf8");
    writeFileSync(committed, text.replace('"2000000000000000000"', '"2000000000000000001"'));
    const { code, stderr } = await hardhat("recordings", "verify");
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^RecordingsChangedError: .*\n00-works\/work: credits at 15 Sep 2021 01:00:00 is 2 KP3R instead of 2\.000000000000000001 KP3R\ncharts\/recordings\/index\.html draws what moved\. .* npm run update:recordings/m,
    );
    assert.ok(existsSync(join(folder, "charts", "recordings", "00-works", "work.png")));
  });
});
