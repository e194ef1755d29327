import type { ComparisonOptions } from "../chart/buildComparison.ts";
import type { CompareOptions } from "../comparison/compareRecordings.ts";

/** What `$.compare` can be told. */
export interface NotebookCompareOptions extends ComparisonOptions, CompareOptions {
  /** What the chart's files are called. Default: made from the title. */
  readonly name?: string;
}
