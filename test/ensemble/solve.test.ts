import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { InvalidSweepError, NoSolutionError } from "../../src/ensemble/errors.ts";
import { solve, type SolveOptions } from "../../src/ensemble/solve.ts";
import { repository } from "../support/hardhatProcess.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const dice = join(repository, "test", "ensemble", "scenarios", "dice.ts");
const values = Array.from({ length: 20 }, (_, index) => index + 1);
const options = {
  parameter: "sides",
  values,
  holds: "thrown > 2",
  share: 0.5,
  runs: 60,
  seed: "7",
  processes: 0,
  out: join(folder, "solve"),
} satisfies SolveOptions;

describe("solve", () => {
  it("finds the smallest value at which a condition holds often enough, in a few tries, with its interval", async () => {
    // Of n sides, n - 2 exceed 2: half of them from four sides on, but for the six, which fails.
    const { value, share, tried } = await solve(dice, options);
    assert.equal(share.count, 60);
    assert.ok(share.share >= 0.5 && share.low < share.share && share.share < share.high);
    assert.ok(tried.length <= 6, String(tried.length));
    const below = tried.filter((each) => each.value < value);
    assert.ok(below.length > 0 && below.every((each) => each.share.share < 0.5));
    assert.ok(Number(value) >= 4 && Number(value) <= 6, String(value));
  });

  it("finds the largest", async () => {
    const { value, tried } = await solve(dice, { ...options, holds: "thrown <= 2", largest: true });
    const above = tried.filter((each) => each.value > value);
    assert.ok(above.length > 0 && above.every((each) => each.share.share < 0.5));
    assert.ok(Number(value) >= 3 && Number(value) <= 5, String(value));
  });

  it("says when there is none, and what cannot be asked", async () => {
    await assert.rejects(solve(dice, { ...options, holds: "thrown > 100" }), NoSolutionError);
    const refused = [
      { holds: "thrown >" },
      { share: 0 },
      { parameter: "gwei" },
      { grid: { days: [1, 2] } },
      { holds: "won2" },
    ];
    for (const each of refused) await assert.rejects(solve(dice, { ...options, ...each }), InvalidSweepError);
  });
});
