import { figureOf } from "./answers/condition.ts";
import { InvalidSweepError } from "./errors.ts";
import type { PlannedRun } from "./plan.ts";
import type { ResultFolder } from "./resultFolder.ts";
import { parametersKey } from "./trackedParameters.ts";

/** Whose recordings are kept: of all runs, or of those at quantiles of a figure. */
export type Keep = "recordings" | { readonly figure: string; readonly quantiles: readonly number[] };

/**
 * Reads what `--keep` says: `recordings`, or `refused:0.05,0.5,0.95`.
 *
 * @throws InvalidSweepError if it is of another form
 */
export function parseKeep(text: string): Keep {
  if (text === "recordings") return text;
  const [, figure, list = ""] = /^([A-Za-z_$][\w$]*):(.+)$/.exec(text) ?? [];
  const quantiles = list.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (figure !== undefined && quantiles.every((quantile) => quantile >= 0 && quantile <= 1)) {
    return { figure, quantiles };
  }
  throw new InvalidSweepError({
    message: `--keep ${JSON.stringify(text)} does not say which recordings to keep.`,
    hint: 'Write --keep recordings for those of all runs, or --keep "refused:0.05,0.5,0.95" for runs at quantiles of a figure.',
  });
}

/**
 * Chooses runs at quantiles of a figure, for each combination of parameters: those of the nearest rank. Runs that
 * failed or have no such figure are left out.
 *
 * @throws InvalidSweepError if runs have no figure of that name
 */
export async function runsAtQuantiles(
  runs: readonly PlannedRun[],
  folder: ResultFolder,
  { figure, quantiles }: Exclude<Keep, string>,
): Promise<PlannedRun[]> {
  const points = new Map<string, { readonly run: PlannedRun; readonly value: number | bigint }[]>();
  for (const run of runs) {
    const outcome = (await folder.read(run.hash))?.outcome;
    const value = outcome !== undefined && "figures" in outcome ? figureOf(outcome.figures, figure) : null;
    if (value === null) continue;
    const key = parametersKey(run.parameters, Object.keys(run.parameters));
    points.set(key, [...(points.get(key) ?? []), { run, value }]);
  }
  const chosen = [...points.values()].flatMap((known) => {
    // Equal figures keep the order of the runs.
    const sorted = known.toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
    return quantiles.flatMap(
      (quantile) => sorted[Math.max(0, Math.ceil(quantile * sorted.length) - 1)]?.run ?? [],
    );
  });
  return [...new Set(chosen)];
}
