import { getAddress } from "ethers";
import { UniV3PairManager__factory } from "./contracts/factories/UniV3PairManager__factory.ts";
import { UniswapV3Pool__factory } from "./contracts/factories/UniswapV3Pool__factory.ts";
import type { UniswapV3Pool } from "./contracts/UniswapV3Pool.ts";
import { ViewFailedError } from "../recorder/errors.ts";
import type { Invariant, InvariantCheck } from "../recorder/invariant.ts";
import type { InvariantSample, ReadableSample } from "../recorder/invariantSample.ts";
import type { RecordedEvent } from "../recording/recording.ts";
import { addressOf, type ContractLike } from "../recorder/traces/contractLike.ts";
import { accruedCredits, idleTotal, type JobCredits, resetBetween } from "./creditAccounting.ts";
import type { Keep3r } from "./keep3r.ts";

/**
 * What holds for a job's credits at every sample, on the contracts as they are deployed. All of it is read at the
 * samples' blocks; nothing needs to be traced.
 *
 * - **liquidity credits within two periods**: `jobLiquidityCredits` <= 2 · `jobPeriodCredits`. Working, adding
 *   liquidity and moving prices keep even 1 · `jobPeriodCredits`. The contract does break this claim, in three ways:
 *   unbonding or slashing any liquidity, be it 1 wei, values the period credits anew and leaves the liquidity credits
 *   at their old quote, so that the job owns too much where the average price of KP3R has more than quadrupled since;
 *   governance may force credits on a job; and a job whose liquidity is revoked keeps its credits, with period
 *   credits of 0.
 * - **total covers liquidity credits**: `jobLiquidityCredits` <= `totalJobCredits` <= `jobLiquidityCredits` +
 *   `jobPeriodCredits`; so neither is ever negative. Nothing that was found breaks it.
 * - **keepers earn what the job spends**: between two samples, each keeper's `workCompleted` grows by the KP3R of the
 *   `KeeperWork` that names it, whichever the job; and the job's total falls behind what it would be without work by
 *   the KP3R of its own `KeeperWork`, to 2 wei a call, by rounding. Keepers are those seen at work. The job's side is
 *   left out between samples where its period credits or its liquidity change, where credits were forced on it, and
 *   where credits expired after a call.
 * - **period credits match inflation**: `jobPeriodCredits` is, to the wei, the sum over approved liquidities of
 *   KP3R in the liquidity at the average tick of the reward period before · reward period / inflation period. The
 *   average comes from the pool's own oracle. Changing the reward period breaks it until the contract's cached
 *   average is renewed.
 * - **credits accrue at the period's rate**: `totalJobCredits` - `jobLiquidityCredits` is, to the wei,
 *   `jobPeriodCredits` · seconds since the last reward / reward period; so a period mints the period credits.
 *
 * @param job - a registered job: its contract or address
 * @returns invariants for `$.addInvariants`
 * @source Keep3rJobFundableLiquidity.sol, Keep3rJobWorkable.sol, IUniswapV3PoolDerivedState.observe
 * @example $.addInvariants(keep3rInvariants(keep3r, job));
 */
export function keep3rInvariants(keep3r: Keep3r, job: string | ContractLike): readonly Invariant[] {
  const address = getAddress(typeof job === "string" ? job : addressOf(job));
  const named = (name: string, check: InvariantCheck): Invariant => ({ name, check });
  return [
    named("liquidity credits within two periods", async (sample) => {
      const { liquidity, period } = await readCredits(keep3r, address, sample);
      return liquidity <= 2n * period || `liquidity credits ${liquidity}, period credits ${period}`;
    }),
    named("total covers liquidity credits", async (sample) => {
      const { total, liquidity, period } = await readCredits(keep3r, address, sample);
      const holds = 0n <= liquidity && liquidity <= total && total <= liquidity + period;
      return holds || `total ${total}, liquidity credits ${liquidity}, period credits ${period}`;
    }),
    named("keepers earn what the job spends", checkPayments(keep3r, address)),
    named("period credits match inflation", checkInflation(keep3r, address)),
    named("credits accrue at the period's rate", async (sample) => {
      const credits = await readCredits(keep3r, address, sample);
      const [accrued, expected] = [credits.total - credits.liquidity, accruedCredits(credits, sample.time)];
      return accrued === expected || `${accrued} accrued since the last reward, not ${expected}`;
    }),
  ];
}

async function readCredits({ v2 }: Keep3r, job: string, { read }: ReadableSample): Promise<JobCredits> {
  const [total, liquidity, period, rewardedAt, rewardPeriod] = await Promise.all([
    read(v2, "totalJobCredits", job),
    read(v2, "jobLiquidityCredits", job),
    read(v2, "jobPeriodCredits", job),
    read(v2, "rewardedAt", job),
    read(v2, "rewardPeriodTime"),
  ]);
  return { total, liquidity, period, rewardedAt: Number(rewardedAt), rewardPeriod: Number(rewardPeriod) };
}

function checkPayments(keep3r: Keep3r, job: string): InvariantCheck {
  const { v1, v2 } = keep3r;
  const kp3r = addressOf(v1);
  // A keeper that was seen in a branch of time that was left is none the worse for being looked at again.
  const keepers = new Set<string>();
  return async (sample) => {
    const { previous, read } = sample;
    if (previous === undefined) return true;
    const works = (await sample.logs(v2, "KeeperWork")).filter(({ args }) => args._credit === kp3r);
    for (const { args } of works) keepers.add(args._keeper as string);
    const growth = await Promise.all(
      [...keepers].map(async (keeper) => {
        const [before, after] = await Promise.all([
          previous.read(v2, "workCompleted", keeper),
          read(v2, "workCompleted", keeper),
        ]);
        return { keeper, earned: after - before };
      }),
    );
    for (const { keeper, earned } of growth) {
      const paid = sum(works.filter(({ args }) => args._keeper === keeper));
      if (earned !== paid) return `keeper ${keeper} earned ${earned}, and jobs paid it ${paid}`;
    }
    return await checkSpending(keep3r, job, sample, previous, works);
  };
}

/** What changes a job's credits, apart from time and work. */
const otherChanges = [
  "LiquidityAddition",
  "Unbonding",
  "JobSlashLiquidity",
  "LiquidityCreditsForced",
  "JobMigrationSuccessful",
] as const;

async function checkSpending(
  keep3r: Keep3r,
  job: string,
  sample: InvariantSample,
  previous: ReadableSample,
  works: readonly RecordedEvent[],
): Promise<true | string> {
  const [before, after, ...others] = await Promise.all([
    readCredits(keep3r, job, previous),
    readCredits(keep3r, job, sample),
    ...otherChanges.map(async (event) => await sample.logs(keep3r.v2, event)),
  ]);
  const own = works.filter(({ args }) => args._job === job);
  const reset = resetBetween(before, previous.time, sample.time);
  const expired = reset !== undefined && own.some(({ time }) => time < reset);
  const changed = others.flat().some(({ args }) => Object.values(args).includes(job));
  if (before.period !== after.period || expired || changed) return true;
  const spent = idleTotal(before, sample.time) - after.total;
  const paid = sum(own);
  const rounding = 2n + 2n * BigInt(own.length);
  const holds = spent - paid <= rounding && paid - spent <= rounding;
  return holds || `the job spent ${spent} on ${own.length} calls that paid ${paid}`;
}

function sum(works: readonly RecordedEvent[]): bigint {
  return works.reduce((total, { args }) => total + (args._amount as bigint), 0n);
}

function checkInflation(keep3r: Keep3r, job: string): InvariantCheck {
  const { v2 } = keep3r;
  const kp3rAtTick = quoteLiquidity(keep3r);
  // A pair manager never changes its pool.
  const pools = new Map<string, Promise<UniswapV3Pool>>();
  const poolOf = (liquidity: string): Promise<UniswapV3Pool> => {
    const pool = pools.get(liquidity) ?? connectPool(keep3r, liquidity);
    pools.set(liquidity, pool);
    return pool;
  };
  return async (sample) => {
    const { read, block } = sample;
    const [liquidities, period, rewardPeriod, inflationPeriod] = await Promise.all([
      v2.approvedLiquidities({ blockTag: block }),
      read(v2, "jobPeriodCredits", job),
      read(v2, "rewardPeriodTime"),
      read(v2, "inflationPeriod"),
    ]);
    const parts = await Promise.all(
      liquidities.map(async (liquidity) => {
        const [amount, difference] = await Promise.all([
          read(v2, "liquidityAmount", [job, liquidity]),
          tickDifference(keep3r, await poolOf(liquidity), rewardPeriod, sample),
        ]);
        return difference === undefined ? 0n : await kp3rAtTick(amount, difference, rewardPeriod);
      }),
    );
    const expected = parts.reduce((total, kp3r) => total + (kp3r * rewardPeriod) / inflationPeriod, 0n);
    return period === expected || `period credits are ${period}, and inflation gives ${expected}`;
  };
}

async function connectPool({ v2 }: Keep3r, liquidity: string): Promise<UniswapV3Pool> {
  const pool = await UniV3PairManager__factory.connect(liquidity, v2.runner).pool();
  return UniswapV3Pool__factory.connect(pool, v2.runner);
}

/** Ticks times seconds over the reward period before; `undefined` where the oracle does not reach back. */
async function tickDifference(
  { helper }: Keep3r,
  pool: UniswapV3Pool,
  rewardPeriod: bigint,
  { read, time }: InvariantSample,
): Promise<bigint | undefined> {
  const sincePeriodStart = BigInt(time) % rewardPeriod;
  const window = [[sincePeriodStart + rewardPeriod, sincePeriodStart]];
  try {
    const [from, to, isToken0] = await Promise.all([
      read(pool, "observe", window, { pick: ["tickCumulatives", 0] }),
      read(pool, "observe", window, { pick: ["tickCumulatives", 1] }),
      read(helper, "isKP3RToken0", pool),
    ]);
    return isToken0 === 1n ? to - from : from - to;
  } catch (error) {
    if (error instanceof ViewFailedError) return undefined;
    throw error;
  }
}

/** `getKP3RsAtTick` is pure: the same is asked of it at every sample of a period. */
function quoteLiquidity({ helper }: Keep3r): (...terms: [bigint, bigint, bigint]) => Promise<bigint> {
  const known = new Map<string, Promise<bigint>>();
  return (...terms) => {
    const key = terms.join();
    const quote = known.get(key) ?? helper.getKP3RsAtTick(...terms);
    known.set(key, quote);
    return quote;
  };
}
