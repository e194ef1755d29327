import type { ChartOptions } from "../chart/chartOptions.ts";
import type { ExportFormat } from "../export/exportFormats.ts";

/** What `$.export` can be told. */
export interface ExportOptions extends ChartOptions {
  /** What to write. Default: all formats. */
  readonly formats?: readonly ExportFormat[];
  /** Where to, from the current folder, which for a notebook is its own. Default: `exports`. */
  readonly folder?: string;
}
