import type { ComparisonOptions } from "../chart/buildComparison.ts";
import type { ChartOptions } from "../chart/chartOptions.ts";
import type { ExportFormat } from "../chart/export/exportFormats.ts";
import type { CompareOptions } from "../recording/compare/compareRecordings.ts";

/** Options of `$.compare`. */
export interface NotebookCompareOptions extends ComparisonOptions, CompareOptions {
  /** What the chart's files are called. Default: made from the title. */
  readonly name?: string;
}

/** Options of `$.draw`. */
export interface DrawOptions extends ChartOptions {
  /** What the chart's files are called. Default: made from the title. */
  readonly name?: string;
}

/** Options of `$.export`. */
export interface ExportOptions extends ChartOptions {
  /** What to write. Default: all formats. */
  readonly formats?: readonly ExportFormat[];
  /** Where to, from the current folder, which for a notebook is its own. Default: `exports`. */
  readonly folder?: string;
}
