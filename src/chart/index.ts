/** Charts from recordings: specs, pictures, files. */
export { buildChart } from "./buildChart.ts";
export { buildComparison, type ComparisonOptions, type NamedRecording } from "./buildComparison.ts";
export {
  buildSmallMultiples,
  type SmallMultiplesOptions,
  type TitledRecording,
} from "./buildSmallMultiples.ts";
export type { ChartAnnotation } from "./annotations/chartAnnotation.ts";
export type {
  ChartFigure,
  ChartOptions,
  ChartPanel,
  ChartPixels,
  ChartReference,
  ChartSizeName,
  Interpolation,
  TraceLook,
} from "./chartOptions.ts";
export type { ChartSpec } from "./chartSpec.ts";
export type { ChartThemeName, ColorName } from "./theme/chartTheme.ts";
export * from "./errors.ts";
export { type ChartExport, exportChart } from "./export/exportChart.ts";
export type { ExportFormat } from "./export/exportFormats.ts";
export { type PngOptions, renderPng } from "./render/renderPng.ts";
export { renderSvg } from "./render/renderSvg.ts";
export { withTheme } from "./withTheme.ts";
export { buildPlot } from "./plot/buildPlot.ts";
export type { PlotMark, PlotOptions, PlotRow, PlotValue } from "./plot/plotOptions.ts";
export { recordingColumns, recordingTable, type SampleColumns, type SampleRow } from "./recordingTable.ts";
export { themedSpec, type ThemedSpecOptions } from "./themedSpec.ts";
