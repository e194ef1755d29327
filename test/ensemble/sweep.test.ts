import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { InvalidSweepError, RunFailedError, SweepIncompleteError } from "../../src/ensemble/errors.ts";
import { mergeSweep, sweep, type SweepOptions } from "../../src/ensemble/sweep.ts";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { repository } from "../support/hardhatProcess.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const dice = join(repository, "test", "ensemble", "scenarios", "dice.ts");
const options = { grid: { sides: [2, 6], days: [1, 2] }, runs: 5, seed: "7" } satisfies SweepOptions;
const file = (name: string, ...parts: string[]): string => readFileSync(join(folder, name, ...parts), "utf8");

describe("a sweep", () => {
  it("gives the same bytes in this process, in one, in two, in any order, and in shards", async () => {
    const own = await sweep(dice, { ...options, out: join(folder, "own"), processes: 0 });
    assert.equal(own.done, 20);
    assert.ok(own.failed > 0 && own.failed < 20, `${own.failed} of 20 runs failed`);
    await sweep(dice, { ...options, out: join(folder, "one"), processes: 1 });
    await sweep(dice, { ...options, out: join(folder, "two"), processes: 2 });
    for (const shard of ["3/3", "1/3", "2/3"]) {
      await sweep(dice, { ...options, out: join(folder, "shards"), processes: 0, shard });
    }
    assert.equal(await mergeSweep(dice, join(folder, "shards")), 20);
    for (const other of ["one", "two", "shards"]) {
      assert.equal(file(other, "runs.jsonl"), file("own", "runs.jsonl"), other);
      assert.equal(file(other, "runs.csv"), file("own", "runs.csv"), other);
    }
  });

  it("keeps figures exact, a failure as data with the line that repeats it, and equal seeds at all parameters", async () => {
    const { failures } = await sweep(dice, { ...options, out: join(folder, "own"), processes: 0 });
    const runs = file("own", "runs.jsonl").trim().split("\n");
    const parsed = runs.map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
    const good = parsed.find(({ figures }) => figures !== undefined);
    const { thrown, won } = good?.figures ?? {};
    assert.equal(won, String(5n ** 40n * BigInt(Number(thrown))));
    assert.deepEqual(
      parsed.slice(0, 5).map(({ seed }) => seed),
      parsed.slice(5, 10).map(({ seed }) => seed),
    );
    const [failure] = failures;
    assert.deepEqual(failure?.result.outcome, { error: { name: "RangeError", message: "a six" } });
    assert.match(failure.repeat, /^npx hardhat simulate dice --grid sides=6 .*--seed 7 --first \d --again$/);
  });

  it("goes on where it stopped, and makes nothing twice", async () => {
    const out = join(folder, "stopped");
    const stop = new AbortController();
    const first = await sweep(dice, {
      ...options,
      out,
      processes: 1,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 7) stop.abort();
      },
    });
    assert.ok(first.done >= 7 && first.done < 20, String(first.done));
    assert.equal(file("stopped", "runs.jsonl").trim().split("\n").length, first.done);
    const second = await sweep(dice, { ...options, out, processes: 0 });
    assert.equal(second.found, first.done);
    assert.equal(second.done, 20);
    assert.equal(file("stopped", "runs.jsonl"), file("own", "runs.jsonl"));
    assert.equal((await sweep(dice, { ...options, out, processes: 0 })).found, 20);
    assert.equal((await sweep(dice, { ...options, out, processes: 0, again: true })).found, 0);
    assert.equal(file("stopped", "runs.jsonl"), file("own", "runs.jsonl"));
    assert.equal(
      readdirSync(join(out, "runs"), { recursive: true }).filter((name) => String(name).endsWith(".json"))
        .length,
      20,
    );
  });

  it("stops at the first failure if asked to", async () => {
    const running = sweep(dice, {
      grid: { sides: [6] },
      runs: 50,
      out: join(folder, "fast"),
      processes: 0,
      failFast: true,
    });
    await assert.rejects(
      running,
      (error) => error instanceof RunFailedError && error.hint.includes("--again"),
    );
  });

  it("knows what is missing of its shards", async () => {
    const out = join(folder, "incomplete");
    await sweep(dice, { ...options, out, processes: 0, shard: "1/2" });
    await assert.rejects(mergeSweep(dice, out), SweepIncompleteError);
    assert.equal(file("incomplete", "runs.jsonl").trim().split("\n").length, 10);
    await sweep(dice, { ...options, out, processes: 0, shard: "2/2" });
    assert.equal(await mergeSweep(dice, out), 20);
  });

  it("stops when the interval is narrow enough, after as many runs in any number of processes", async () => {
    const until = { seed: "7", until: "p(odd) ± 0.08", processes: 0 } satisfies SweepOptions;
    const { estimates } = await sweep(dice, { ...until, grid: { sides: [4] }, out: join(folder, "until") });
    const [estimate] = estimates;
    assert.ok(estimate?.reached);
    assert.ok(estimate.halfWidth <= 0.08 && Math.abs(estimate.value - 0.5) < 0.16);
    assert.equal(estimate.count, 150);
    const again = await sweep(dice, {
      ...until,
      grid: { sides: [4] },
      processes: 2,
      out: join(folder, "until2"),
    });
    assert.deepEqual(again.estimates, estimates);
    assert.equal(file("until2", "runs.jsonl"), file("until", "runs.jsonl"));
  });

  it("keeps recordings of all runs, or of those at quantiles of a figure afterwards", async () => {
    const out = join(folder, "kept");
    const grid = { sides: [4] };
    const before = await sweep(dice, { grid, runs: 9, out, processes: 0 });
    assert.deepEqual(before.recordings, []);
    const results = file("kept", "runs.jsonl");
    const { recordings } = await sweep(dice, { grid, runs: 9, out, processes: 0, keep: "won:0,0.5,1" });
    assert.equal(recordings.length, 3);
    const kept = recordings.map((path) => path.slice(-69, -5));
    const won = results
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { run: string; figures: { won: string } });
    const sorted = won.toSorted((a, b) => Number(BigInt(a.figures.won) - BigInt(b.figures.won)));
    assert.deepEqual(
      kept,
      [0, 4, 8].map((index) => sorted[index]?.run),
    );
    const all = await sweep(dice, { grid, runs: 9, out, processes: 0, keep: "recordings" });
    assert.equal(all.recordings.length, 9);
    assert.equal(file("kept", "runs.jsonl"), results);
    assert.equal(
      recordingFromJson(readFileSync(String(all.recordings[0]), "utf8")).source.chain.kind,
      "embedded",
    );
  });

  it("makes a run anew when the code that it depends on has changed", async () => {
    const [scenarios, out] = [join(folder, "changing"), join(folder, "changing-out")];
    mkdirSync(scenarios);
    const kit = JSON.stringify(join(repository, "src", "ensemble", "scenario.ts"));
    const scenario = join(scenarios, "changing.ts");
    writeFileSync(join(scenarios, "factor.ts"), "export const factor = 2;\n");
    writeFileSync(
      scenario,
      `import { defineScenario } from ${kit};
import { factor } from "./factor.ts";
export default defineScenario({ parameters: { by: 3 }, run: ({ parameters }) => ({ product: factor * parameters.by }) });
`,
    );
    assert.equal((await sweep(scenario, { out, processes: 1 })).found, 0);
    assert.match(file("changing-out", "runs.jsonl"), /"product":6/);
    assert.equal((await sweep(scenario, { out, processes: 1 })).found, 1);
    writeFileSync(join(scenarios, "factor.ts"), "export const factor = 5;\n");
    assert.equal((await sweep(scenario, { out, processes: 1 })).found, 0);
    assert.match(file("changing-out", "runs.jsonl"), /"product":15/);
    rmSync(scenarios, { recursive: true });
  });

  it("refuses what cannot be meant", async () => {
    const refused: SweepOptions[] = [
      { shard: "4/3" },
      { shard: "one" },
      { runs: 0 },
      { first: -1 },
      { processes: 1.5 },
      { grid: { gwei: [1] } },
      { grid: { sides: ["6"] } },
      { until: "p(odd)" },
      { keep: "thrown:1.5" },
      { keep: "thrown" },
      { until: "p(odd) ± 0.1", shard: "1/2" },
    ];
    for (const each of refused) {
      await assert.rejects(
        sweep(dice, { processes: 0, out: join(folder, "refused"), ...each }),
        InvalidSweepError,
      );
    }
  });
});
