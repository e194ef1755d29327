import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ProcessEngine } from "../../src/ensemble/engines/processEngine.ts";
import { RunLostError } from "../../src/ensemble/errors.ts";
import { sweep } from "../../src/ensemble/sweep.ts";
import { repository } from "../support/hardhatProcess.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const killed = join(repository, "test", "ensemble", "scenarios", "killed.ts");

describe("a process that is killed", () => {
  it("is replaced, and its run made by the next one", async () => {
    const [file, out] = [join(folder, "mark"), join(folder, "once")];
    const { done, failed } = await sweep(killed, { grid: { file: [file] }, runs: 4, processes: 1, out });
    assert.deepEqual([done, failed], [4, 0]);
    assert.ok(existsSync(file));
    assert.equal(readFileSync(join(out, "runs.jsonl"), "utf8").trim().split("\n").length, 4);
  });

  it("is replaced as well when it has grown too large, between two runs", async () => {
    const file = join(repository, "test", "ensemble", "scenarios", "processId.ts");
    const processesOf = async (replacedAt: number): Promise<number> => {
      const seen = new Set<unknown>();
      const { done } = await sweep(file, {
        runs: 3,
        again: true,
        out: join(folder, "large"),
        engine: ({ loaded }) => Promise.resolve(new ProcessEngine(loaded.file, 1, replacedAt)),
      });
      for (const line of readFileSync(join(folder, "large", "runs.jsonl"), "utf8")
        .trim()
        .split("\n")) {
        seen.add((JSON.parse(line) as { figures: { process: number } }).figures.process);
      }
      assert.equal(done, 3);
      return seen.size;
    };
    assert.equal(await processesOf(1), 3);
    assert.equal(await processesOf(2 ** 40), 1);
  });

  it("three times at one run is an error that names the run", async () => {
    const running = sweep(killed, { seed: "7", processes: 1, out: join(folder, "always") });
    await assert.rejects(
      running,
      (error) => error instanceof RunLostError && error.message.includes("seed 7-0"),
    );
  });
});
