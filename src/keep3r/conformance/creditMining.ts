import { formatAmount } from "../../common/formatAmount.ts";
import { time } from "../../common/time.ts";
import type { Action } from "../../recorder/action.ts";
import { priceAtTick } from "../oracle.ts";
import { type Advance, recordStretch } from "./recordStretch.ts";
import type { SequenceStart } from "./startSequence.ts";
import type { MainnetSequence, RecordedStretch, StretchName } from "./stretches.ts";

const one = 10n ** 18n;
const kp3r = { decimals: 18, unit: "KP3R" } as const;

/**
 * One job's credits over half a year: mined without a keeper, while KP3R is sold, worked at three rates, and after
 * liquidity is taken away. Each stretch starts from where the one before left the chain.
 */
export async function creditMining(start: SequenceStart): Promise<MainnetSequence> {
  const { $, keep3r, provider, liquidity, period } = start;
  const job = await start.createJob();
  await keep3r.addLiquidity(job, provider, liquidity.minted);
  const periodCredits = await keep3r.v2.jobPeriodCredits(job);
  const inflationPeriod = await keep3r.v2.inflationPeriod();

  for (const view of ["totalJobCredits", "jobPeriodCredits", "jobLiquidityCredits"] as const) {
    $.addViewTrace(keep3r.v2, view, job, kp3r);
  }
  $.addEventTrace(keep3r.v2, "LiquidityCreditsReward", { timeFrom: "_rewardedAt" });
  $.addEventTrace(keep3r.v2, "LiquidityAddition");
  $.addEventTrace(keep3r.v2, "Unbonding");
  $.addEventTrace(keep3r.v2, "KeeperWork");
  $.addEventTrace(keep3r.uniswapPool, "Swap");

  const quotes: string[] = [];
  const work = (loops: number, hours: number): Action => ({
    name: "work",
    every: time(hours, "hours"),
    run: async () => await (await job.connect(keep3r.keeper).workHard(loops)).wait(),
  });
  const sell = (hours: number): Action => ({
    name: "sell",
    every: time(hours, "hours"),
    run: async () => {
      await keep3r.sellMintedKp3r(provider, 300n * one);
      quotes.push(String(priceAtTick(-(await keep3r.averageTick(period)))));
    },
  });
  const v2 = keep3r.v2.connect(provider);
  const unbond = (hours: number): Action => ({
    name: "unbond",
    every: time(hours, "hours"),
    run: async () => await (await v2.unbondLiquidityFromJob(job, keep3r.pool, one)).wait(),
  });
  const stretches: RecordedStretch[] = [];
  const record = async (name: StretchName, pass: (advance: Advance) => Promise<void>): Promise<void> => {
    stretches.push(await recordStretch($, name, pass));
  };

  await record("credit-mining-without-working", async (advance) => {
    await advance(3 * period);
  });
  await record("credit-mining-with-twap-change", async (advance) => {
    await advance(3 * period, [sell(60)]);
  });
  await $.sleep(period);
  await record("balanced-work", async (advance) => {
    await advance(4 * period, [work(2, 40)]);
  });
  await $.sleep(period);
  await record("balanced-work-with-twap-change", async (advance) => {
    await advance(4 * period, [work(2, 40), sell(124)]);
  });
  await $.sleep(period);
  await $.sleepToNextPeriod(period);
  await record("intense-work", async (advance) => {
    await advance(2 * period, [work(3, 40)]);
  });
  const sinceBoundary = (await $.block()).timestamp % period;
  await $.sleep(period);
  await $.sleep(period - sinceBoundary);
  await record("maximum-credit-spending", async (advance) => {
    await advance(2 * Math.floor(1.9 * period), [work(10, 220)]);
    await advance(period);
  });
  await $.sleepToNextPeriod(period);
  await record("removing-liquidity", async (advance) => {
    await advance(2 * period, [unbond(124)]);
    await advance(period);
  });

  return {
    stretches,
    printed: {
      "KP3R spent": formatAmount(liquidity.kp3rSpent),
      "WETH spent": formatAmount(liquidity.wethSpent),
      "kLP minted": formatAmount(liquidity.minted),
      "KP3R minted by reward period": formatAmount(periodCredits),
      "KP3R minted by inflation period": formatAmount((periodCredits * inflationPeriod) / BigInt(period)),
      "quote after the first swap, KP3R per WETH": quotes[0] ?? "",
      "quote after the second swap, KP3R per WETH": quotes[1] ?? "",
    },
  };
}
