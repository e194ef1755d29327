import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { referencesFolder } from "../../../src/keep3r/conformance/readReferences.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { type CommandEnd, startHardhat } from "../../support/hardhatProcess.ts";

const { folder } = temporaryFolder();

async function conformance(...options: string[]): Promise<CommandEnd> {
  return await startHardhat(["conformance", ...options]).end;
}

/** The shipped references, one file of them changed. */
function changedReferences(name: string, change: (text: string) => string): string {
  const copy = join(folder, `changed-${name}`);
  cpSync(referencesFolder, copy, { recursive: true });
  const file = join(copy, `${name}.json`);
  writeFileSync(file, change(readFileSync(file, "utf8")));
  return copy;
}

describe("hardhat conformance", () => {
  it("prints how far every series, event and figure lies from its reference, and draws them", async () => {
    const charts = join(folder, "charts");
    const { code, stdout, stderr } = await conformance("--charts", charts);
    assert.equal(code, 0, stderr);
    const [head = "", ...lines] = stdout.split("\n");
    assert.match(
      head,
      /^recording +points +same digits +largest deviation +of +at \(UTC\) +boundary points$/,
    );
    assert.match(
      lines[0] ?? "",
      /^credit-mining-without-working +273 +\d+ +0\.00\d\d KP3R +totalJobCredits +29 Sep/,
    );
    assert.match(lines[4] ?? "", /^maximum-credit-spending +777 +\d+ +0\.00\d\d KP3R .* 6$/);
    assert.match(lines[6] ?? "", /^all +2362 +\d+ +6$/);
    assert.match(
      stdout,
      /without a recording to compare with: balanced-work-with-twap-change, removing-liquidity\.$/m,
    );
    assert.match(
      stdout,
      /^maximum-credit-spending +26 Jan 2022 08:00:30 +totalJobCredits +1\.69 KP3R +2\.05\d+ KP3R$/m,
    );
    assert.match(stdout, /^totalJobCredits +91 +\d+ +0\.00\d\d KP3R +0\.00\d\d KP3R +\d+ Sep 2021/m);
    assert.match(stdout, /^totalJobCredits +240 +\d+ +0\.00\d\d KP3R/m);
    assert.match(stdout, /^KeeperWork +11 +0 +0 +\d+ s$/m);
    assert.match(
      stdout,
      /^quote after the first swap, KP3R per WETH +7\.673693966732986 +7\.673693966732986 +same$/m,
    );
    assert.match(
      stdout,
      /^Everything but 6 boundary points lies within 0\.01 KP3R and 120 s, and all figures are the same\.$/m,
    );
    assert.equal(readdirSync(charts).length, 16);
    assert.match(readFileSync(join(charts, "balanced-work.svg"), "utf8"), /1\.84 KP3R, mainnet fork/);
  });

  it("ends with exit code 1 where a point exceeds the tolerance, and says which", async () => {
    const references = changedReferences("balanced-work", (text) => text.replace("2.81,", "2.79,"));
    const charts = join(folder, "deviating");
    const { code, stdout, stderr } = await conformance(
      ...["--references", references, "--charts", charts, "--job", "GasBurningJob"],
    );
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^NotConformingError: .*balanced-work: totalJobCredits at .* is 2\.81\d+ KP3R instead of 2\.79 KP3R\.$/m,
    );
    assert.match(stdout, /^1 deviation: balanced-work: totalJobCredits/m);
    assert.equal(readdirSync(charts).length, 16, "charts show where");
  });

  it("refuses options that mean nothing, before it runs anything", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    for (const [options, reason] of [
      [["--references", empty], /holds no \.json file/],
      [
        ["--references", changedReferences("printed", () => "{}")],
        /printed\.json is not a reference .* field "figures"/,
      ],
      [["--job", "another"], /There is no job "another"/],
    ] as const) {
      const { code, stdout, stderr } = await conformance(...options);
      assert.equal(code, 1);
      assert.match(stderr, reason);
      assert.equal(stdout, "");
    }
  });
});
