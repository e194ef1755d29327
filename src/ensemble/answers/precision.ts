import { InvalidSweepError } from "../errors.ts";
import type { RunOutcome } from "../runResult.ts";
import { figureOf, parseCondition } from "./condition.ts";
import { shareOf, z95 } from "./interval.ts";

/** How narrow the 95% interval of a quantity is to be. */
export interface Precision {
  /** As it was written. */
  readonly text: string;
  /** What is asked for: half of the interval's width. */
  readonly halfWidth: number;
  /** Begins to count, for the runs of one combination of parameters. */
  estimate(): Estimate;
}

/** A quantity as it is known from the runs so far. */
export interface Estimate {
  /** Adds a run; one that failed has no figures and counts for nothing. */
  add(outcome: RunOutcome): void;
  /** Mean or share, with half of its 95% interval's width; `undefined` while there are too few runs. */
  result(): { readonly value: number; readonly halfWidth: number; readonly count: number } | undefined;
}

const form = /^\s*(p|mean)\s*\((.+)\)\s*(?:±|\+-|\+\/-)\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*$/i;

/**
 * Reads what `--until` says: `p(refused) ± 0.01` for the probability of a condition, `mean(credits) ± 5` for the mean of
 * a figure; `+-` works as well as `±`.
 *
 * @throws InvalidSweepError if it is of another form
 */
export function parsePrecision(text: string): Precision {
  const [, kind, what = "", width] = form.exec(text) ?? [];
  const halfWidth = Number(width);
  if (kind === undefined || !(halfWidth > 0)) {
    throw new InvalidSweepError({
      message: `--until ${JSON.stringify(text)} names no precision.`,
      hint: 'Write "p(refused) ± 0.01", "p(credits < 5) ± 0.02" or "mean(credits) ± 0.5".',
    });
  }
  const isShare = kind.toLowerCase() === "p";
  const condition = isShare ? parseCondition(what) : undefined;
  return {
    text: text.trim(),
    halfWidth,
    estimate: () =>
      condition === undefined
        ? estimateMean((figures) => figureOf(figures, what.trim()))
        : estimateShare((figures) => condition.holds(figures)),
  };
}

type FiguresOf = Extract<RunOutcome, { readonly figures: unknown }>["figures"];

function estimateShare(holds: (figures: FiguresOf) => boolean): Estimate {
  let hits = 0;
  let count = 0;
  return {
    add: (outcome) => {
      if (!("figures" in outcome)) return;
      count += 1;
      if (holds(outcome.figures)) hits += 1;
    },
    result: () => {
      if (count === 0) return undefined;
      const { share, low, high } = shareOf(hits, count);
      return { value: share, halfWidth: (high - low) / 2, count };
    },
  };
}

function estimateMean(read: (figures: FiguresOf) => number | bigint | null): Estimate {
  let count = 0;
  let mean = 0;
  let squares = 0;
  return {
    add: (outcome) => {
      const value = "figures" in outcome ? read(outcome.figures) : null;
      if (value === null) return;
      // Welford's way: sums of squares would lose the digits that matter.
      count += 1;
      const distance = Number(value) - mean;
      mean += distance / count;
      squares += distance * (Number(value) - mean);
    },
    result: () =>
      count < 2
        ? undefined
        : { value: mean, halfWidth: z95 * Math.sqrt(squares / (count - 1) / count), count },
  };
}
