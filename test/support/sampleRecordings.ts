import type { Period, RecordedEvent, Recording, SampleValue, Series } from "../../src/recording/recording.ts";

/** Half past seven in the evening of 18 September 2021, UTC: inside a 5-day period that began on the 15th. */
export const start = 1_631_993_358;

const day = 86_400;

/** The reward period of Keep3r V2. */
export const rewardPeriod: Period = { name: "reward period", seconds: 5 * day };

/** Turns units into an exact 18-decimal integer. */
export function units(amount: number): bigint {
  return BigInt(Math.round(amount * 1e6)) * 10n ** 12n;
}

/** A series from pairs of time and value. */
export function series(
  name: string,
  points: readonly (readonly [time: number, value: SampleValue])[],
  unit = "KP3R",
): Series {
  return {
    name,
    kind: "view",
    unit,
    decimals: 18,
    times: points.map(([time]) => time),
    values: points.map(([, value]) => value),
  };
}

/** An event or failure with the arguments that its tooltip shows. */
export function event(
  name: string,
  time: number,
  args: RecordedEvent["args"] = {},
  kind: RecordedEvent["kind"] = "log",
): RecordedEvent {
  const block = Math.floor(time / 13);
  return {
    kind,
    name,
    time,
    block,
    logIndex: kind === "log" ? 0 : -1,
    transaction: `0x${block.toString(16).padStart(64, "0")}`,
    contract: "0xdc02981c9C062d48a9bD54adBf51b816623dcc6E",
    args,
  };
}

/** A recording of the given parts; its rows follow from the series. */
export function recording(parts: Partial<Omit<Recording, "rows" | "source">>): Recording {
  const all = parts.series ?? [];
  const times = [...new Set(all.flatMap((one) => one.times))].sort((a, b) => a - b);
  return {
    source: {
      kit: "0.1.0",
      chain: { kind: "embedded", chainId: 1, origin: "preset default" },
      seed: "1",
      contracts: [
        { address: "0xdc02981c9C062d48a9bD54adBf51b816623dcc6E", codeHash: `0x${"ab".repeat(32)}` },
      ],
    },
    series: all,
    rows: times.map((time) => ({ time, block: Math.floor(time / 13), values: {} })),
    events: parts.events ?? [],
    periods: parts.periods ?? [],
  };
}

/**
 * A job that mines credits: liquidity credits restored every 5 days, spent by work, total growing in
 * between. Two samples, one second apart, lie around every work.
 *
 * @param options.every - seconds between samples
 * @param options.workEvery - seconds between works; absent for none
 * @param options.pay - KP3R for each work
 */
export function creditMining(options: {
  days: number;
  every?: number;
  workEvery?: number;
  pay?: number;
  from?: number;
}): Recording {
  const { days, every = day / 6, workEvery, pay = 0.5, from = start } = options;
  const minted = 1.48;
  const points: { total: [number, bigint][]; period: [number, bigint][]; liquidity: [number, bigint][] } = {
    total: [],
    period: [],
    liquidity: [],
  };
  const events: RecordedEvent[] = [event("LiquidityAddition", from, { _amount: units(3.6) })];
  let liquidity = workEvery === undefined ? 0 : minted;
  let rewardedAt = from;
  const sample = (time: number): void => {
    const accrued = ((time - rewardedAt) / (5 * day)) * minted;
    points.total.push([time, units(liquidity + accrued)]);
    points.period.push([time, units(minted)]);
    points.liquidity.push([time, units(liquidity)]);
  };
  for (let time = from; time <= from + days * day; time += every) {
    const boundary = Math.floor(time / (5 * day)) * 5 * day;
    if (boundary > rewardedAt) {
      rewardedAt = boundary;
      liquidity = minted;
      events.push(event("LiquidityCreditsReward", boundary, { _currentCredits: units(minted) }));
    }
    sample(time);
    if (workEvery !== undefined && time > from && (time - from) % workEvery === 0) {
      if (liquidity + ((time - rewardedAt) / (5 * day)) * minted < pay) {
        const args = { action: "work", error: "InsufficientFunds()" };
        events.push(event("InsufficientFunds", time + 1, args, "failure"));
      } else {
        if (liquidity < pay) {
          liquidity += ((time - rewardedAt) / (5 * day)) * minted;
          rewardedAt = time;
          events.push(event("LiquidityCreditsReward", time + 1, { _currentCredits: units(liquidity) }));
        }
        liquidity -= pay;
        events.push(event("KeeperWork", time + 1, { _keeper: "0x9A5A19bd6A6D8b3a2a6a9F2A2D31d3C0F1f1B6a7" }));
        sample(time + 1);
      }
    }
  }
  return recording({
    series: [
      series("jobLiquidityCredits", points.liquidity),
      series("totalJobCredits", points.total),
      series("jobPeriodCredits", points.period),
    ],
    events,
    periods: [rewardPeriod],
  });
}
