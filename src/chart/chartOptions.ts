import type { Recording } from "../recording/recording.ts";
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
  /** Another recording, drawn dashed behind the lines of the same name and unit. */
  readonly reference?: ChartReference;
  /** Title of the value axis; the unit if absent. Applies to the first panel. */
  readonly yTitle?: string;
  /** Lowest and highest value of the value axis, in units. Applies to the first panel. */
  readonly yDomain?: readonly [number, number];
}

/** A recording to hold another one against: the same scenario elsewhere, or before a change. */
export interface ChartReference {
  /** What the legend calls its lines, such as `"mainnet fork"`. */
  readonly name: string;
  /** Its series; those that are not drawn otherwise are left out. */
  readonly recording: Pick<Recording, "series">;
}
