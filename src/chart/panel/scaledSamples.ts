import type { SampleValue, Series } from "../../recording/recording.ts";
import { scaleValue } from "./scaleValue.ts";

/** Samples as numbers to draw, and what they were made from. */
export interface ScaledSamples {
  /** Unix seconds. */
  readonly times: readonly number[];
  /** Units; `null` where there is no finite value. */
  readonly values: readonly (number | null)[];
  /** What `values` was scaled from, exact. */
  readonly samples: readonly SampleValue[];
  readonly decimals: number;
}

/** The samples of a series as numbers to draw, and what they were made from. */
export function scaledSamples(series: Pick<Series, "times" | "values" | "decimals">): ScaledSamples {
  const { times, decimals, values } = series;
  return { times, decimals, samples: values, values: values.map((value) => scaleValue(value, decimals)) };
}
