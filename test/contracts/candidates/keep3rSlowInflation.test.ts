import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { time } from "../../../src/common/time.ts";
import { type FundedJob, fundedJob } from "./fundedJob.ts";

const day = BigInt(time(1, "day"));

describe("Keep3rSlowInflation", () => {
  let slow: FundedJob;
  let mainnet: FundedJob;
  before(async () => {
    [slow, mainnet] = await Promise.all([fundedJob("Keep3rSlowInflation"), fundedJob("Keep3r")]);
  });
  after(async () => {
    await Promise.all(
      [slow, mainnet].map(async ({ $ }) => {
        await $.close();
      }),
    );
  });

  it("earns a job its own KP3R in 68 days: KP3R in the liquidity * reward period / inflation period", async () => {
    const { keep3r, job, liquidity } = slow;
    const { v2, helper, pool } = keep3r;
    assert.equal(await v2.inflationPeriod(), 68n * day);
    assert.equal(await v2.rewardPeriodTime(), 5n * day);
    const { difference } = await v2.observeLiquidity(pool);
    const kp3r = await helper.getKP3RsAtTick(liquidity, difference, 5n * day);
    assert.equal(await v2.jobPeriodCredits(job), (kp3r * 5n) / 68n);
    assert.equal(await mainnet.keep3r.v2.jobPeriodCredits(mainnet.job), (kp3r * 5n) / 34n);
  });

  it("pays a work as mainnet does", async () => {
    const payments = await Promise.all(
      [slow, mainnet].map(async ({ $, keep3r, job, funded }) => {
        await $.revert(funded);
        await $.sleep(time(5, "days"));
        await (await job.connect(keep3r.keeper).workHard(2)).wait();
        return await keep3r.v2.workCompleted(keep3r.keeper);
      }),
    );
    assert.ok((payments[0] ?? 0n) > 10n ** 17n, String(payments[0]));
    assert.equal(payments[0], payments[1]);
  });

  it("keeps the protocol's invariants, and records the work that it can no longer pay", async () => {
    const { $, keep3r, job, funded } = slow;
    await $.revert(funded);
    await $.sleepToNextPeriod(time(5, "days"));
    const work = () => job.connect(keep3r.keeper).workHard(25);
    const rows = await $.sleepAndExecute(time(10, "days"), time(12, "hours"), work, time(9, "days"));
    const failures = $.recording.events.map(({ kind, name }) => `${kind} ${name}`);
    assert.deepEqual(failures, ["failure InsufficientFunds"]);
    assert.equal((rows.at(-1)?.time ?? 0) - (rows[0]?.time ?? 0), time(10, "days"), "the scenario goes on");
  });
});
