import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { time } from "../../../src/common/time.ts";
import { type FundedJob, fundedJob } from "./fundedJob.ts";

const P = time(5, "days");

describe("Keep3rLongMemory", () => {
  let setting: FundedJob;
  let rewardedAt = 0;
  before(async () => {
    setting = await fundedJob("Keep3rLongMemory");
    rewardedAt = Number(await setting.keep3r.v2.rewardedAt(setting.job));
  });
  beforeEach(async () => {
    await setting.$.revert(setting.funded);
  });
  after(async () => {
    await setting.$.close();
  });

  async function credits(): Promise<{ total: bigint; liquidity: bigint; period: bigint }> {
    const { keep3r, job } = setting;
    const [total, liquidity, period] = await Promise.all([
      keep3r.v2.totalJobCredits(job),
      keep3r.v2.jobLiquidityCredits(job),
      keep3r.v2.jobPeriodCredits(job),
    ]);
    return { total, liquidity, period };
  }

  it("keeps the credits of an idle job, up to four periods' worth", async () => {
    for (const periods of [0, 1, 2, 3, 4, 5]) {
      const kept = BigInt(Math.min(periods, 4));
      await setting.$.sleepTo(rewardedAt + periods * P + P / 2);
      const { total, liquidity, period } = await credits();
      assert.equal(liquidity, kept * period, `after ${periods} periods`);
      assert.equal(total, kept * period + period / 2n, `after ${periods} periods and a half`);
    }
  });

  it("adds a new period's credits to what a job has left, where mainnet replaces it", async () => {
    const { $, keep3r, job } = setting;
    const work = async () => await (await job.connect(keep3r.keeper).workHard(2)).wait();
    const paid = async () => await keep3r.v2.workCompleted(keep3r.keeper);
    await $.sleepTo(rewardedAt + P + P / 2);
    await work();
    const first = await credits();
    assert.equal(first.liquidity, first.period - (await paid()));

    const earlier = await paid();
    await $.sleepTo(rewardedAt + 3 * P);
    const found = await credits();
    // What is left is worth more or less at a new quote, as on mainnet.
    assert.equal(found.liquidity, (first.liquidity * found.period) / first.period + 2n * found.period);
    await work();
    assert.equal((await credits()).liquidity, found.liquidity - ((await paid()) - earlier));
    assert.equal(Number(await keep3r.v2.rewardedAt(job)), rewardedAt + 3 * P);
  });

  it("leaves what was saved to a job that gets more liquidity", async () => {
    const { $, keep3r, job, provider } = setting;
    await $.sleepTo(rewardedAt + 3 * P);
    const before = await credits();
    const ten = 10n ** 19n;
    const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
    await keep3r.addLiquidity(job, provider, minted);
    const { liquidity } = await credits();
    assert.ok(liquidity >= before.liquidity, `${liquidity} of ${before.liquidity} credits are left`);
  });

  it("has a view of its own, which is traced like any other", async () => {
    const { $, keep3r, job } = setting;
    const candidate = await $.fetch("Keep3rLongMemory", await keep3r.v2.getAddress());
    $.addViewTrace(candidate, "creditLimit", job, { decimals: 18, unit: "KP3R" });
    const rows = await $.sleepAndRecord(P, P);
    assert.equal(rows.length, 2);
    for (const { values } of rows) {
      assert.equal(values.creditLimit, 4n * BigInt(values.jobPeriodCredits ?? 0));
    }
  });

  it("runs on where it breaks mainnet's rules, and marks where", async () => {
    const { $ } = setting;
    const rows = await $.sleepAndRecord(3 * P, time(12, "hours"));
    assert.equal(rows.length, 31);
    const violations = $.recording.events.filter(({ kind }) => kind === "violation");
    const reachesThreePeriods = violations.find(
      ({ name }) => name === "liquidity credits within two periods",
    );
    assert.equal(reachesThreePeriods?.time, rows.find(({ time: at }) => at >= rewardedAt + 3 * P)?.time);
    assert.equal($.recording.source.substitutes?.[0]?.name, "Keep3rLongMemory");
  });
});
