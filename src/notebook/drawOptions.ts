import type { ChartOptions } from "../chart/chartOptions.ts";

/** What `$.draw` can be told. */
export interface DrawOptions extends ChartOptions {
  /** What the chart's files are called. Default: made from the title. */
  readonly name?: string;
}
