import type { Figure } from "../recording/figure.ts";
import type { Recording } from "../recording/recording.ts";
import { creditFigures } from "./creditFigures.ts";

/**
 * Where a job's credits went: paid to keepers, left at the end, removed with liquidity, expired; and how many calls
 * failed. What the charts of a notebook show below, and what bars of several runs are made of.
 *
 * Together they are what was minted, what was there at the start, and what new quotes made of it.
 *
 * @param recording - with traces of `totalJobCredits`, `jobPeriodCredits` and `KeeperWork`
 * @returns KP3R, 18 decimals; `calls refused` as a bare number; what did not occur is left out, but for the first two
 * @example await $.draw({ figures: creditFlows($.recording) });
 */
export function creditFlows(recording: Recording): Figure[] {
  const figures = new Map(creditFigures(recording).map((figure) => [figure.name, figure]));
  const totals = recording.series.filter(({ signature }) => signature === "totalJobCredits(address)");
  const left = totals.reduce((sum, { values }) => sum + BigInt(values.at(-1) ?? 0), 0n);
  const refused = BigInt(recording.events.filter(({ kind }) => kind === "failure").length);
  const named = (name: string, of: string): Figure[] => {
    const figure = figures.get(of);
    return figure === undefined ? [] : [{ ...figure, name }];
  };
  const flows: Figure[] = [
    ...named("paid to keepers", "paid to keepers"),
    ...(totals.length === 0 ? [] : [{ name: "left at the end", unit: "KP3R", decimals: 18, value: left }]),
    ...named("removed with liquidity", "credits removed with liquidity"),
    ...named("expired", "credits expired"),
    { name: "calls refused", unit: "", decimals: 0, value: refused },
  ];
  return flows.filter(({ value }, index) => index < 2 || value !== 0n);
}
