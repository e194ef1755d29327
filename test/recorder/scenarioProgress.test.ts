import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook, Snapshot } from "../../src/notebook/notebook.ts";
import type { ScenarioProgress } from "../../src/recorder/scenarioProgress.ts";

describe("the progress of a scenario", () => {
  let $: Notebook;
  let start: Snapshot;
  let told: ScenarioProgress[];
  const onProgress = (progress: ScenarioProgress) => told.push(progress);
  const hour = 3_600;

  before(async () => {
    $ = await openKeep3rNotebook();
    const wallet = await $.deploy("VestingWallet", [await $.newSigner(), 0, 1]);
    $.addViewTrace(wallet, "released()");
    start = await $.snapshot();
  });
  beforeEach(async () => {
    told = [];
    await $.revert(start);
  });
  after(async () => {
    await $.close();
  });

  it("covers mining and reading, rises, and ends when all is done", async () => {
    const { timestamp } = await $.block();
    const rows = await $.sleepAndRecord(99 * hour, hour, { onProgress });
    assert.equal(rows.length, 100);
    assert.equal(told.length, 200);
    const shares = told.map(({ share }) => share);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    // 64 blocks are mined before they are read: a third of the work, and no sample yet.
    assert.deepEqual(told[62], { share: 63 / 200, time: timestamp + 62 * hour, samples: 0, allSamples: 100 });
    assert.deepEqual(told.at(-1), { share: 1, time: timestamp + 99 * hour, samples: 100, allSamples: 100 });
  });

  it("counts the samples on both sides of an action, where there are two", async () => {
    const mining = { run: () => $.setBalance("0x".padEnd(42, "1"), 1n), every: 5 * hour };
    const sending = {
      run: async () => await $.deploy("VestingWallet", [await $.newSigner(), 0, 1]),
      every: 10 * hour,
    };
    const rows = await $.sleepAndExecute(20 * hour, hour, [mining, sending], { onProgress });
    assert.equal(rows.length, 23);
    assert.deepEqual([told.at(-1)?.share, told.at(-1)?.samples, told.at(-1)?.allSamples], [1, 23, 23]);
  });

  it("covers the checking of invariants", async () => {
    $.addInvariant("one", () => true);
    $.addInvariant("two", () => true);
    await $.sleepAndRecord(9 * hour, hour, { onProgress });
    assert.equal(told.find(({ samples }) => samples === 10)?.share, 0.5);
    assert.equal(told.at(-1)?.share, 1);
  });

  it("lets the checking of invariants be interrupted, and checks the rest in the next run", async () => {
    const controller = new AbortController();
    const checked: number[] = [];
    $.addInvariant("noted", ({ block }) => {
      checked.push(block);
      if (checked.length === 3) controller.abort();
      return true;
    });
    const { signal } = controller;
    await assert.rejects($.sleepAndRecord(9 * hour, hour, { signal }), { code: "SCENARIO_INTERRUPTED" });
    assert.equal($.recording.rows.length, 10);
    assert.equal(checked.length, 3);
    await $.sleepAndRecord(hour, hour, { onProgress });
    assert.equal(new Set(checked).size, 11);
    // Two steps, of which one is a new sample, and a check of eleven samples.
    assert.equal(told.at(-1)?.share, 1);
    assert.equal(told.find(({ samples }) => samples === 1)?.share, 3 / 14);
  });
});
