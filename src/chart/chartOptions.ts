import type { ChartThemeName } from "./chartTheme.ts";

/** How a recording is drawn; everything has a default. */
export interface ChartOptions {
  /** Heading; the names of the series if absent. */
  readonly title?: string;
  /** Line below the heading; the time range and the chain if absent. */
  readonly subtitle?: string;
  /** Names of the series to draw, in this order; all if absent. */
  readonly traces?: readonly string[];
  /** Names of the events to mark, a row each in this order; all if absent. */
  readonly events?: readonly string[];
  /** Size of the whole picture in pixels; the height follows from the content if absent. */
  readonly size?: { readonly width?: number; readonly height?: number };
  readonly theme?: ChartThemeName;
  /** Title of the value axis; the unit if absent. Applies to the first panel. */
  readonly yTitle?: string;
  /** Lowest and highest value of the value axis, in units. Applies to the first panel. */
  readonly yDomain?: readonly [number, number];
}
