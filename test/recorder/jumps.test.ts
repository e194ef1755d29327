import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Contract } from "ethers";
import { openNotebook } from "../../src/notebook/openNotebook.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import type { ScenarioProgress } from "../../src/recorder/scenarioProgress.ts";
import type { Recording, Row } from "../../src/recording/recording.ts";
import { recordingFromCsv } from "../../src/recording/recordingFromCsv.ts";
import { recordingFromJson } from "../../src/recording/recordingFromJson.ts";
import { recordingToCsv } from "../../src/recording/recordingToCsv.ts";
import { recordingToJson } from "../../src/recording/recordingToJson.ts";
import { regularSamples } from "../../src/recording/regularSamples.ts";
import { send } from "../keep3r/contractCalls.ts";

const hour = 3_600;
const day = 24 * hour;

describe("where values jump without a transaction", () => {
  let $: Notebook;
  let steps: Contract;
  let sampler: Contract;

  before(async () => {
    $ = await openNotebook();
    steps = await $.deploy("Steps");
    sampler = await $.deploy("Sampler");
  });
  after(async () => {
    await $.close();
  });
  beforeEach(async () => {
    $.resetTraces();
    await $.sleepToNextPeriod(day);
  });

  const now = async (): Promise<number> => (await $.block()).timestamp;
  /** Seconds since `start` of the rows, the marked ones with a star. */
  const course = (rows: readonly Row[], start: number): string =>
    rows.map(({ time, boundary }) => `${time - start}${boundary === true ? "*" : ""}`).join(" ");

  describe("the boundaries of a period", () => {
    it("have a sample on either side, and the regular grid stays as it is", async () => {
      $.addViewTrace(steps, "accrued", [1_000]);
      $.setPeriodTrace(1_000);
      await $.sleepToNextPeriod(1_000);
      const start = await now();
      const rows = await $.sleepAndRecord(2_100, 400);
      assert.equal(course(rows, start), "0 400 800 999* 1000* 1200 1600 1999* 2000 2100");
      assert.deepEqual(
        rows.map(({ values }) => values.accrued),
        [0n, 400n, 800n, 999n, 0n, 200n, 600n, 999n, 0n, 100n],
      );
      assert.deepEqual($.recording.rows, rows);
      for (const { values, time } of rows) assert.equal(values.accrued, BigInt(time % 1_000));
      const blocks = rows.map(({ block }) => block);
      assert.deepEqual(
        blocks,
        [...new Set(blocks)].sort((a, b) => a - b),
      );
      assert.deepEqual(recordingFromJson(recordingToJson($.recording)), $.recording);
      assert.deepEqual(recordingFromCsv(recordingToCsv($.recording)).rows, rows);
    });

    it("change neither the regular samples nor the actions, which keep their times", async () => {
      $.addViewTrace(steps, "accrued", [500]);
      $.addViewTrace(sampler, "stored");
      $.setPeriodTrace(500);
      await $.sleepToNextPeriod(500);
      const start = await now();
      const before = await $.snapshot();
      const times: number[] = [];
      const run = async (): Promise<void> => {
        times.push((await now()) - start);
        await send(sampler, "store", times.at(-1) ?? 0);
      };
      await $.sleepAndExecute(1_000, 300, [{ run, every: 250 }], { boundaries: false });
      const plain = $.recording;
      assert.ok(plain.rows.every(({ boundary }) => boundary === undefined));
      await $.revert(before);
      await $.sleepAndExecute(1_000, 300, [{ run, every: 250 }]);
      assert.deepEqual(times, [250, 500, 750, 1_000, 250, 500, 750, 1_000]);
      assert.equal(
        course($.recording.rows, start),
        "0 250 251 300 499* 500 501 600 750 751 900 999* 1000 1001",
      );
      assert.deepEqual(regularSamples($.recording).series, plain.series);
    });

    it("that an action goes to, or past, have no sample of their own", async () => {
      $.addViewTrace(sampler, "stored");
      $.setPeriodTrace(100);
      const start = await now();
      const slow = async (): Promise<void> => {
        await $.sleep(20);
      };
      const rows = await $.sleepAndExecute(200, 200, [{ run: slow, every: 90 }]);
      assert.equal(course(rows, start), "0 90 110 180 200");
      const toIt = async (): Promise<void> => {
        await $.sleep(10);
      };
      const second = await now();
      assert.equal(
        course(await $.sleepAndExecute(150, 150, [{ run: toIt, every: 90 }]), second),
        "90 100 150",
      );
    });

    it("are seen by scripts and invariants, and count as progress", async () => {
      const checked: number[] = [];
      const progress: ScenarioProgress[] = [];
      $.addScriptTrace("clock", ({ timestamp }) => timestamp);
      $.addInvariant("watched", ({ time }) => void checked.push(time));
      $.setPeriodTrace(100);
      const start = await now();
      const rows = await $.sleepAndRecord(250, 60, { onProgress: (one) => void progress.push(one) });
      assert.equal(course(rows, start), "0 60 99* 100* 120 180 199* 200* 240 250");
      assert.deepEqual(
        checked,
        rows.map(({ time }) => time),
      );
      for (const { values, time } of rows) assert.equal(values.clock, time);
      assert.deepEqual([progress.at(-1)?.share, progress.at(-1)?.allSamples], [1, rows.length]);
    });

    it("keep their mark with a checkpoint, and with traces that come late", async () => {
      $.addViewTrace(sampler, "stored");
      $.setPeriodTrace(100);
      await $.sleepAndRecord(150, 50);
      const { rows } = $.recording;
      const moment = await $.snapshot();
      $.addViewTrace(steps, "accrued", [100]);
      await $.backfill();
      assert.deepEqual(
        $.recording.rows.map(({ boundary }) => boundary),
        rows.map(({ boundary }) => boundary),
      );
      assert.deepEqual(
        $.recording.rows.map(({ values }) => values.accrued),
        [0n, 50n, 99n, 0n, 50n],
      );
      await $.revert(moment);
      assert.deepEqual($.recording.rows, rows);
    });
  });

  describe("with { refine: true }, every other jump", () => {
    it("is found to the second", async () => {
      const start = await now();
      for (const [at, expected] of [
        [start + 5_001, "0 5000* 5001* 10000 20000"],
        [start + 1, "0 1* 10000 20000"],
        [start + 9_999, "0 9998* 9999* 10000 20000"],
        [start + 10_000, "0 9999* 10000 20000"],
        [start + 10_001, "0 10000 10001* 20000"],
        [start + 19_998, "0 10000 19997* 19998* 20000"],
      ] as const) {
        $.resetTraces();
        $.addViewTrace(steps, "halved", [at]);
        const before = await $.snapshot();
        const rows = await $.sleepAndRecord(20_000, 10_000, { refine: true });
        assert.equal(course(rows, start), expected);
        for (const { time, values } of rows) assert.equal(values.halved, time < at ? 1_000n : 10n);
        await $.revert(before);
      }
    });

    it("is found several times in a step, by several views, beside what grows at a rate", async () => {
      const start = await now();
      $.addViewTrace(steps, "periods", [3 * hour]);
      $.addViewTrace(steps, "accrued", [5 * hour]);
      $.addViewTrace(steps, "linear", [10n ** 18n]);
      const rows = await $.sleepAndRecord(12 * hour, 6 * hour, { refine: true });
      const jumps = new Set<number>();
      for (let at = 1; at <= 12 * hour; at += 1) {
        if ((start + at) % (3 * hour) === 0 || (start + at) % (5 * hour) === 0) jumps.add(at);
      }
      const expected = new Set([0, 6 * hour, 12 * hour, ...[...jumps].flatMap((at) => [at - 1, at])]);
      assert.deepEqual(
        rows.map(({ time }) => time - start),
        [...expected].sort((a, b) => a - b),
      );
      assert.deepEqual(
        regularSamples($.recording).rows.map(({ time }) => time - start),
        [0, 6 * hour, 12 * hour],
      );
    });

    it("leaves rates, curves, and what jumps all the time alone", async () => {
      const start = await now();
      $.addViewTrace(steps, "linear", [1], { name: "one a day" });
      $.addViewTrace(steps, "linear", [1_000], { name: "slow" });
      $.addViewTrace(steps, "linear", [10n ** 18n], { name: "fast" });
      $.addViewTrace(steps, "curve", [start]);
      $.addViewTrace(steps, "periods", [60]);
      $.addViewTrace(steps, "accrued", [7]);
      const rows = await $.sleepAndRecord(3 * hour, hour, { refine: true });
      assert.equal(course(rows, start), "0 3600 7200 10800");
    });

    it("leaves actions, the chain, and what was recorded as they are", async () => {
      await $.sleepToNextPeriod(1_000);
      const start = await now();
      $.addViewTrace(steps, "periods", [1_000]);
      $.addViewTrace(sampler, "stored");
      const run = async (): Promise<void> => {
        await send(sampler, "store", (await now()) - start);
      };
      const before = await $.snapshot();
      await $.sleepAndExecute(3_000, 1_500, [{ run, every: 700 }]);
      const [plain, end] = [$.recording, await now()];
      await $.revert(before);
      await $.sleepAndExecute(3_000, 1_500, [{ run, every: 700 }], { refine: true });
      assert.equal(await now(), end);
      // A block a second before another makes that one's number higher, until the chain's interval has caught up.
      const withoutBlocks = ({ rows, ...others }: Recording): object => ({
        ...others,
        rows: rows.map(({ time, values }) => ({ time, values })),
      });
      assert.deepEqual(withoutBlocks(regularSamples($.recording)), withoutBlocks(plain));
      const marked = $.recording.rows.filter(({ boundary }) => boundary === true);
      assert.equal(course(marked, start), "999* 1000* 1999* 2000* 2999*");
    });

    it("goes together with boundaries, and costs a fixed number of blocks a step", async () => {
      const start = await now();
      $.addViewTrace(steps, "halved", [start + 2_500]);
      $.setPeriodTrace(1_000);
      const rows = await $.sleepAndRecord(4_000, 4_000, { refine: true });
      const period = 1_000 - (start % 1_000);
      const boundaries = [0, 1, 2, 3].flatMap((count) => [
        period + count * 1_000 - 1,
        period + count * 1_000,
      ]);
      assert.deepEqual(
        rows.map(({ time }) => time - start),
        [...new Set([0, ...boundaries, 2_499, 2_500, 4_000])]
          .filter((at) => at <= 4_000)
          .sort((a, b) => a - b),
      );
      assert.ok(
        rows.every(({ time, boundary }) => (boundary === true) === ![0, 4_000].includes(time - start)),
      );
    });
  });
});
