import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { sweep, type SweepOptions } from "../../src/ensemble/sweep.ts";
import { keep3rWorld } from "../../src/keep3r/keep3rScenario.ts";
import { repository } from "../support/hardhatProcess.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const sizing = join(repository, "scenarios", "sizing.ts");

interface Line {
  readonly parameters: Readonly<Record<string, number>>;
  readonly figures: Readonly<Record<string, number | string | null>>;
}

async function runSizing(name: string, options: SweepOptions): Promise<Line[]> {
  const out = join(folder, name);
  await sweep(sizing, { processes: 0, seed: "7", ...options, out });
  const text = readFileSync(join(out, "runs.jsonl"), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

describe("the scenario sizing", () => {
  it("refuses calls where the base fee is too high for the liquidity, and pays in proportion to it", async () => {
    const grid = { kp3r: [5], gwei: [20, 40, 320], volatility: [0], days: [10] };
    const [cheap, dear, refused] = await runSizing("fees", { grid });
    assert.ok(cheap && dear && refused);
    assert.equal(cheap.figures.calls, 10);
    assert.deepEqual([cheap.figures.refused, cheap.figures.firstRefusal], [0, null]);
    // What a keeper is paid is the gas of the call at the base fee.
    const ratio = Number(dear.figures.paid) / Number(cheap.figures.paid);
    assert.ok(Math.abs(ratio - 2) < 0.01, String(ratio));
    assert.ok(Number(refused.figures.refused) > 0 && Number(refused.figures.firstRefusal) >= 1);
    for (const { figures } of [cheap, dear, refused]) assert.match(String(figures.credits), /^\d+$/);
  });

  it("is the same in this process and in two others, and differs with the seed", async () => {
    const options = { grid: { gwei: [40, 80], days: [4] }, runs: 2 };
    const own = await runSizing("own", options);
    assert.deepEqual(await runSizing("two", { ...options, processes: 2 }), own);
    assert.notEqual(own[0]?.figures.paid, own[1]?.figures.paid);
  });
});

describe("keep3rWorld", () => {
  it("is known by what the chain is opened from", async () => {
    const identityOf = async (preset: string, blockInterval?: number): Promise<string> => {
      const world = keep3rWorld({ preset, ...(blockInterval === undefined ? {} : { blockInterval }) });
      return JSON.stringify(await world.identity?.({}));
    };
    const documentation = await identityOf("documentation");
    assert.equal(await identityOf("documentation"), documentation);
    assert.notEqual(await identityOf("mainnet-13232191"), documentation);
    assert.notEqual(await identityOf("documentation", 60), documentation);
    assert.match(documentation, /"pack":"keep3r"/);
  });
});
