import { typeSize } from "../layout/chartLayout.ts";
import { estimateTextWidth } from "../text/estimateTextWidth.ts";
import { categoriesOf, type PlotColumn } from "./plotColumn.ts";
import type { PlotOptions } from "./plotOptions.ts";

/** The columns of a plot by channel. */
export type PlotColumns = Readonly<Partial<Record<string, PlotColumn>>>;

/** What the size of a plot follows from; lengths in pixels. */
interface PlotRoom {
  readonly columns: PlotColumns;
  readonly options: PlotOptions;
  readonly width: number;
  readonly height: number | undefined;
}

/** Height of a plot in pixels: of the whole picture if that was asked for, and else what its rows need. */
export function plotHeight({ y }: PlotColumns, { mark }: PlotOptions, wanted: number | undefined): number {
  if (wanted !== undefined) return wanted;
  if (mark === "cell" && y !== undefined) return Math.max(80, categoriesOf(y).length * 44);
  if (mark === "bar" && y?.kind === "name") return Math.max(60, categoriesOf(y).length * 32);
  return 300;
}

/** How many small plots stand side by side, and the size of each in pixels. */
export function facetColumns(
  count: number,
  { columns, options, width, height }: PlotRoom,
): { readonly columns: number; readonly width: number; readonly height: number } {
  const side = Math.max(1, Math.min(3, count, Math.floor(width / 240)));
  const { y } = columns;
  const names =
    y?.kind === "name" ? categoriesOf(y).map((name) => estimateTextWidth(String(name), typeSize.label)) : [];
  const axis = 24 + Math.max(30, ...names);
  const rows = Math.ceil(count / side);
  const plain = plotHeight(columns, options, undefined);
  return {
    columns: side,
    // Plots of a row share the axis of the first.
    width: Math.max(60, Math.floor((width - axis - (side - 1) * 24) / side)),
    height:
      height === undefined ? Math.min(plain, 200) : Math.max(60, Math.floor((height - 130) / rows) - 44),
  };
}
