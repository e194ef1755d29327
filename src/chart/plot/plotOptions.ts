import type { RecordingSource } from "../../recording/recording.ts";
import type { ChartPixels, ChartSizeName, ValueScale } from "../chartOptions.ts";
import type { ChartThemeName, ColorName } from "../theme/chartTheme.ts";

/** A value of a row: a number, an exact integer, an instant, or what it belongs to. */
export type PlotValue = string | number | bigint | boolean | Date | null | undefined;

/** A row of a table: values by the name of their column. */
export type PlotRow = Readonly<Record<string, PlotValue>>;

export type PlotMark = "line" | "area" | "bar" | "dot" | "cell" | "histogram";

/** What of the rows is drawn, and how. */
export interface PlotOptions {
  /**
   * `"line"` and `"area"`, along x; areas of several colours are stacked. `"bar"`: stacked too, lying where y holds
   * names. `"dot"`: a point for each row. `"cell"`: a square of x and y in the shade of `color`, with its value.
   * `"histogram"`: how often values of x occur.
   */
  readonly mark: PlotMark;
  /** Columns by name: where a row stands, what it is coloured by, and into which plot of several it goes. */
  readonly x?: string;
  readonly y?: string;
  readonly color?: string;
  readonly facet?: string;
  /**
   * Colours of the names in the column `color`; the others have those that their names have in every
   * chart. These come first, in this order, in the legend and in stacks; those that
   * do not occur are passed over, so that plots can share a choice.
   */
  readonly colors?: Readonly<Record<string, ColorName>>;
  /** What the files of the chart are called, where it is written; nothing of it is drawn. */
  readonly name?: string;
  readonly title?: string;
  readonly subtitle?: string;
  /** The finding in a sentence, for readers who cannot see the chart; columns and their ranges if absent. */
  readonly description?: string;
  /** Titles of the axes; the columns' names if absent. */
  readonly xTitle?: string;
  readonly yTitle?: string;
  readonly xScale?: ValueScale;
  readonly yScale?: ValueScale;
  /** About how many bins a histogram has, 2 to 200; 30 if absent. */
  readonly bins?: number;
  readonly size?: ChartSizeName | ChartPixels;
  readonly theme?: ChartThemeName;
  /** What the rows were recorded from; travels with exports. */
  readonly source?: RecordingSource;
}
