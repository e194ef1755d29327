import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { repository, startHardhat } from "../support/hardhatProcess.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const dice = join(repository, "test", "ensemble", "scenarios", "dice.ts");
const simulate = async (...args: string[]) =>
  await startHardhat(["simulate", ...args], { environment: { SIMULATION_CHAIN: "embedded" } }).end;

describe("hardhat simulate", () => {
  it("takes several grids, runs them, sums up, and makes nothing twice", async () => {
    const out = join(folder, "out");
    const args = [
      dice,
      "--grid",
      "sides=2,6",
      "--grid",
      "days=1..2",
      "--runs",
      "2",
      "--seed",
      "7",
      "--out",
      out,
    ];
    const first = await simulate(...args, "--processes", "1", "--no-compile");
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /^8 runs: 8 made in .* s, 0 found; \d failed\.$/m);
    assert.equal(readFileSync(join(out, "runs.jsonl"), "utf8").trim().split("\n").length, 8);
    const second = await simulate("merge", dice, "--out", out);
    assert.equal(second.stdout, "Merged 8 runs.\n");
  });

  it("keeps what is done when Ctrl-C ends it, and goes on from there", async () => {
    const out = join(folder, "interrupted");
    const args = [
      "simulate",
      dice,
      "--runs",
      "300",
      "--seed",
      "7",
      "--out",
      out,
      "--processes",
      "1",
      "--no-compile",
    ];
    const { child, end } = startHardhat(args, { environment: { SIMULATION_CHAIN: "embedded" } });
    while (!existsSync(join(out, "runs"))) await sleep(20);
    child.kill("SIGINT");
    const first = await end;
    assert.equal(first.code, 130, first.stderr);
    assert.match(
      first.stderr,
      /RunInterruptedError: .*\nWhat is done is kept; the same command goes on from there\./,
    );
    const done = readFileSync(join(out, "runs.jsonl"), "utf8").trim().split("\n").length;
    assert.ok(done > 0 && done < 300, String(done));
    const second = await startHardhat(args, { environment: { SIMULATION_CHAIN: "embedded" } }).end;
    assert.match(second.stdout, new RegExp(`^300 runs: ${300 - done} made in .*, ${done} found;`, "m"));
  });

  it("names what cannot be meant, and ends with 1", async () => {
    const { code, stderr } = await simulate(dice, "--grid", "sise=2", "--no-compile");
    assert.equal(code, 1);
    assert.match(stderr, /InvalidSweepError: The scenario has no parameter "sise"\.\nThere are sides/);
  });
});
