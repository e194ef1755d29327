import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { mergeSweep, sweep } from "../../src/ensemble/sweep.ts";
import { hardhat, repository } from "../support/hardhatProcess.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const dice = join(repository, "test", "ensemble", "scenarios", "dice.ts");

/** Runs a shard; the first time that it is the second one, kills it when results begin to come. */
const script = `
out=$1 shard=$2
${process.execPath} ${hardhat} simulate ${dice} --grid sides=2,6 --grid days=1,2 --runs 30 --seed 7 --out $out --shard $shard/3 --processes 1 --no-compile &
pid=$!
if [ $shard = 2 ] && mkdir $out-killed 2>/dev/null; then
  until [ -d $out/runs ]; do sleep 0.05; done
  kill -9 $pid
fi
wait $pid
`;

describe("GNU parallel", () => {
  it("completes a sweep in shards, one of which is killed midway", async () => {
    const [out, file] = [join(folder, "shards"), join(folder, "shard.sh")];
    writeFileSync(file, script);
    const args = ["--retries", "3", "-j", "2", "sh", file, out, "{}", ":::", "1", "2", "3"];
    await promisify(execFile)("parallel", args, {
      cwd: repository,
      env: { ...process.env, PARALLEL_HOME: folder },
    });
    assert.ok(existsSync(`${out}-killed`));
    assert.equal(await mergeSweep(dice, out), 120);
    const grid = { sides: [2, 6], days: [1, 2] };
    await sweep(dice, { grid, runs: 30, seed: "7", out: join(folder, "local"), processes: 0 });
    for (const name of ["runs.jsonl", "runs.csv"]) {
      assert.equal(readFileSync(join(out, name), "utf8"), readFileSync(join(folder, "local", name), "utf8"));
    }
  });
});
