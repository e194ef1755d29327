import { addresses } from "./network/addresses.ts";
import type { Figure } from "../recording/figure.ts";
import type { EventValue, RecordedEvent, Recording, Series } from "../recording/recording.ts";

/** What one step from sample to sample may leave by rounding, wei. */
const rounding = 4n;

/**
 * What a recording of `totalJobCredits`, `jobPeriodCredits` and `KeeperWork` says about the job's books: how often and
 * what keepers were paid, and where credits came from and went.
 *
 * - **minted**: the period credits, for the time that they held: at their old value up to the boundary of a reward
 *   period, at the new one from there on
 * - **revalued**: what a new quote made of the credits that were there
 * - **removed**: what left in steps in which liquidity was unbonded or added, if those events were traced
 * - **expired**: whatever else is missing
 *
 * so that minted + revalued - paid - removed - expired is, to the wei, what the total has grown by. No rule of when
 * credits expire goes into it, so that it holds for candidates that change that rule. Several jobs are added up.
 * Payments in other tokens than KP3R are left out.
 *
 * @returns KP3R, 18 decimals; nothing if one of the traces is missing
 * @source totalJobCredits and _getReward in Keep3rJobFundableLiquidity.sol
 * @example creditFigures($.recording).find(({ name }) => name === "credits expired")?.value;
 */
export function creditFigures(recording: Recording): Figure[] {
  const totals = seriesOf(recording, "totalJobCredits(address)");
  const rates = seriesOf(recording, "jobPeriodCredits(address)");
  const works = recording.events.filter(isPayment);
  const isTraced = works.length > 0 || (recording.eventTraces ?? ["KeeperWork"]).includes("KeeperWork");
  if (!isTraced) return [];
  const payments: Figure[] = [
    { name: "payments to keepers", unit: "", decimals: 0, value: BigInt(works.length) },
    kp3r("paid to keepers", sum(works.map(({ args }) => amountOf(args)))),
  ];
  const [period] = recording.periods;
  if (totals.length === 0 || totals.length !== rates.length || period === undefined) return payments;
  const books = keepBooks(recording, valuesOf(totals), valuesOf(rates), period.seconds);
  if (books === undefined) return payments;
  return [
    ...payments,
    kp3r("credits minted", books.minted),
    kp3r("credits revalued by new quotes", books.revalued),
    kp3r("credits removed with liquidity", books.removed),
    kp3r("credits expired", books.expired),
  ];
}

interface Books {
  readonly minted: bigint;
  readonly revalued: bigint;
  readonly removed: bigint;
  readonly expired: bigint;
}

function keepBooks(
  { rows, events }: Recording,
  totals: readonly (bigint | undefined)[],
  rates: readonly (bigint | undefined)[],
  period: number,
): Books | undefined {
  let [minted, revalued, removed, expired] = [0n, 0n, 0n, 0n];
  for (let index = 1; index < rows.length; index++) {
    const [from, to] = [rows[index - 1], rows[index]];
    const [before, after] = [totals[index - 1], totals[index]];
    const [oldRate, newRate] = [rates[index - 1], rates[index]];
    if (from === undefined || to === undefined) return undefined;
    if (before === undefined || after === undefined || oldRate === undefined || newRate === undefined)
      return undefined;
    // By block: an event trace may date an event back.
    const inStep = events.filter(({ block }) => block > from.block && block <= to.block);
    const paid = sum(inStep.filter(isPayment).map(({ args }) => amountOf(args)));
    // Period credits change at the boundaries of periods, and with them what was there is valued anew.
    const boundary = Math.max(from.time, to.time - (to.time % period));
    const accruedAtOld = (oldRate * BigInt(boundary - from.time)) / BigInt(period);
    const accruedAtNew = (newRate * BigInt(to.time - boundary)) / BigInt(period);
    const isLiquidityChanged = inStep.some(
      ({ kind, args }) => kind === "log" && ("_liquidity" in args || "_unbonding" in args),
    );
    const held = before + accruedAtOld;
    const quoted = isLiquidityChanged || oldRate === 0n ? 0n : (held * (newRate - oldRate)) / oldRate;
    const missing = held + quoted + accruedAtNew - paid - after;
    minted += accruedAtOld + accruedAtNew;
    revalued += quoted;
    if (isLiquidityChanged) removed += missing;
    else if (missing > rounding) expired += missing;
    else minted -= missing;
  }
  return { minted, revalued, removed, expired };
}

function seriesOf({ series }: Recording, signature: string): Series[] {
  return series.filter((one) => one.signature === signature);
}

/** Sample by sample, the sum over several jobs; `undefined` where one has no value. */
function valuesOf(series: readonly Series[]): (bigint | undefined)[] {
  const [first] = series;
  return (first?.values ?? []).map((_, index) => {
    const values = series.map((one) => one.values[index]);
    return values.every((value) => typeof value === "bigint") ? sum(values) : undefined;
  });
}

/** A `KeeperWork`, whatever its trace is called, that paid in credits. */
function isPayment({ kind, args }: RecordedEvent): boolean {
  return kind === "log" && args._credit === addresses.keep3rV1 && "_keeper" in args && "_amount" in args;
}

function amountOf(args: Readonly<Record<string, EventValue>>): bigint {
  return typeof args._amount === "bigint" ? args._amount : 0n;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

function kp3r(name: string, value: bigint): Figure {
  return { name, unit: "KP3R", decimals: 18, value };
}
