/** A job's credits as the views show them; KP3R with 18 decimals, seconds. */
export interface JobCredits {
  readonly total: bigint;
  readonly liquidity: bigint;
  readonly period: bigint;
  /** Unix seconds. */
  readonly rewardedAt: number;
  readonly rewardPeriod: number;
}

/**
 * What has accrued since a job's last reward, and is not yet credited.
 *
 * @param time - unix seconds
 * @returns KP3R, 18 decimals
 * @source totalJobCredits in Keep3rJobFundableLiquidity.sol
 */
export function accruedCredits(credits: JobCredits, time: number): bigint {
  const { period, rewardPeriod } = credits;
  const passed = Math.min(time - accrualStart(credits, time), rewardPeriod);
  return (BigInt(passed) * period) / BigInt(rewardPeriod);
}

/**
 * A job's total credits at a later time, if nobody works it and its period credits stay as they are.
 *
 * @param time - unix seconds
 * @returns KP3R, 18 decimals
 */
export function idleTotal(credits: JobCredits, time: number): bigint {
  const isRefilled = accrualStart(credits, time) !== credits.rewardedAt;
  return (isRefilled ? credits.period : credits.liquidity) + accruedCredits(credits, time);
}

/**
 * When an idle job's credits are replaced by a full period's.
 *
 * @param from - unix seconds
 * @param to - unix seconds, inclusive
 * @returns unix seconds of the last time in between; `undefined` if there is none
 */
export function resetBetween(credits: JobCredits, from: number, to: number): number | undefined {
  const start = accrualStart(credits, to);
  return start > from && start !== credits.rewardedAt ? start : undefined;
}

/** From when on credits accrue: the last reward, one period later, or the period's start if that is long ago. */
function accrualStart({ rewardedAt, rewardPeriod }: JobCredits, time: number): number {
  const periodStart = time - (time % rewardPeriod);
  if (rewardedAt <= periodStart - rewardPeriod) return periodStart;
  return time - rewardedAt >= rewardPeriod ? rewardedAt + rewardPeriod : rewardedAt;
}
